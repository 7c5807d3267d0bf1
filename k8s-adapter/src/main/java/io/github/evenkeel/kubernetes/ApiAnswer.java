package io.github.evenkeel.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.ServiceException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What the API server answered to one call. */
final class ApiAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final TokenFilter CONTINUATION = new JsonPointerBasedFilter("/metadata/continue");

    private final ApiCall call;
    private final int code;
    private final byte[] body;
    private final @Nullable String requestId;
    private final @Nullable String retryAfter;
    private final KubernetesSerialization serialization;

    /**
     * What came back.
     *
     * @param requestId the header {@code Audit-Id}
     * @param retryAfter the header {@code Retry-After}
     */
    ApiAnswer(
            ApiCall call,
            int code,
            byte[] body,
            @Nullable String requestId,
            @Nullable String retryAfter,
            KubernetesSerialization serialization) {
        this.call = call;
        this.code = code;
        this.body = body;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
        this.serialization = serialization;
    }

    int code() {
        return code;
    }

    /** The answer's object; a refusal is thrown. */
    <T> T as(Class<T> type) {
        return read(() -> serialization.unmarshal(new ByteArrayInputStream(body), type));
    }

    /** Where a list goes on that this is a page of, empty if it ends here; a refusal is thrown. */
    String continuation() {
        return read(() -> {
            try (JsonParser parser = new FilteringParserDelegate(
                    JSON.createParser(body), CONTINUATION, Inclusion.ONLY_INCLUDE_ALL, false)) {
                return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            }
        });
    }

    private <T> T read(Callable<T> reading) {
        if (code < 200 || code > 299) {
            throw refusal();
        }
        try {
            return reading.call();
        } catch (Exception e) {
            throw ApiErrors.noAnswer(call.operation(), e);
        }
    }

    /** The server's explanation; null if it gave none, or somebody else answered in its place. */
    @Nullable
    Status status() {
        try {
            return serialization.unmarshal(new ByteArrayInputStream(body), Status.class);
        } catch (RuntimeException e) {
            return null;
        }
    }

    ServiceException refusal() {
        Status status = status();
        return ApiErrors.refusal(call.operation(), code, status, requestId, retryAfter(status));
    }

    /**
     * How long the server wants to be left alone; null if it did not say. The API says so in the explanation and in the
     * header; what stands before it (priority and fairness, a server that shuts down) in the header alone.
     *
     * @param status the answer's own, see {@link #status}
     */
    @Nullable
    Duration retryAfter(@Nullable Status status) {
        Duration explained = ApiErrors.retryAfter(status);
        return explained == null && code >= 400 ? ApiErrors.retryAfter(retryAfter) : explained;
    }
}
