package io.github.evenkeel.oci;

import com.oracle.bmc.requests.BmcRequest;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.github.evenkeel.spi.ServiceException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of an SDK client.
 *
 * <p>The SDK would repeat a failed call to Container Engine up to eight times, deletions of nodes included, which have
 * no retry token. Each request says that it does not want that.
 */
final class SdkCall {
    private SdkCall() {}

    /**
     * Sends a request once.
     *
     * @param operation what is called, on what; goes into the exception
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

    /** What an answer must have. */
    static <T> T present(String operation, @Nullable T part, @Nullable String requestId) {
        if (part == null) {
            throw ServiceException.builder(ServiceException.Outcome.UNAVAILABLE, operation, "an answer without content")
                    .requestId(requestId)
                    .build();
        }
        return part;
    }
}
