package io.github.evenkeel.kubernetes;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Response of the API server to one call. */
final class ApiAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final TokenFilter CONTINUATION = new JsonPointerBasedFilter("/metadata/continue");

    private final ApiCall call;
    private final int code;
    private final byte[] body;
    private final @Nullable String requestId;
    private final @Nullable String retryAfter;
    private final @Nullable String date;
    private final KubernetesSerialization serialization;

    /**
     * Wraps a response.
     *
     * @param requestId the header {@code Audit-Id}
     * @param retryAfter the header {@code Retry-After}
     * @param date the header {@code Date}
     */
    ApiAnswer(
            ApiCall call,
            int code,
            byte[] body,
            @Nullable String requestId,
            @Nullable String retryAfter,
            @Nullable String date,
            KubernetesSerialization serialization) {
        this.call = call;
        this.code = code;
        this.body = body;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
        this.date = date;
        this.serialization = serialization;
    }

    int code() {
        return code;
    }

    /** When the server sent it, by its own clock, to a second; empty if it does not say; throws the refusal. */
    Optional<Instant> date() {
        if (code < 200 || code > 299) {
            throw refusal();
        }
        try {
            return Optional.ofNullable(date).map(text -> RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The object in the response; throws the refusal if there is one. */
    <T> T as(Class<T> type) {
        return read(() -> serialization.unmarshal(new ByteArrayInputStream(body), type));
    }

    /** The token for the next page of a list, empty if this is the last; throws the refusal if there is one. */
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

    /** The server's Status object; null if the response has none, as that of a proxy. */
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
     * The server's Retry-After; null if it sent none. The API sends it in the Status and in the header. The filters
     * before it (priority and fairness, a server that shuts down) send only the header.
     *
     * @param status of this response, see {@link #status}
     */
    @Nullable
    Duration retryAfter(@Nullable Status status) {
        Duration explained = ApiErrors.retryAfter(status);
        return explained == null && code >= 400 ? ApiErrors.retryAfter(retryAfter) : explained;
    }
}
