package io.github.evenkeel.oci;

import com.oracle.bmc.requests.BmcRequest;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.github.evenkeel.spi.ServiceException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request with an SDK client, and translates its failure.
 *
 * <p>By default, the SDK repeats a failed call to Container Engine up to eight times, even deletions of nodes, which
 * have no retry token. So each request switches retries off.
 */
final class SdkCall {
    private SdkCall() {}

    /**
     * Sends a request once.
     *
     * @param operation call and resource, for the exception
     * @throws ServiceException for every failure
     */
    static <Q extends BmcRequest<?>, A> A send(String operation, Q request, Function<Q, A> call) {
        request.setRetryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION);
        try {
            return call.apply(request);
        } catch (RuntimeException | LinkageError e) {
            throw SdkFailure.of(operation, e);
        }
    }

    /** Returns a part that a response must have. */
    static <T> T present(String operation, @Nullable T part, @Nullable String requestId) {
        if (part == null) {
            throw ServiceException.builder(
                            ServiceException.Outcome.UNAVAILABLE, operation, "a response without content")
                    .requestId(requestId)
                    .build();
        }
        return part;
    }
}
