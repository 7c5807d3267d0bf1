package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.ServiceException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the API server answered to one call. */
final class ApiAnswer {
    private final ApiCall call;
    private final int code;
    private final byte[] body;
    private final @Nullable String requestId;
    private final KubernetesSerialization serialization;

    ApiAnswer(ApiCall call, int code, byte[] body, @Nullable String requestId, KubernetesSerialization serialization) {
        this.call = call;
        this.code = code;
        this.body = body;
        this.requestId = requestId;
        this.serialization = serialization;
    }

    int code() {
        return code;
    }

    /** The answer's object; a refusal is thrown. */
    <T> T as(Class<T> type) {
        if (code < 200 || code > 299) {
            throw refusal();
        }
        try {
            return serialization.unmarshal(new ByteArrayInputStream(body), type);
        } catch (RuntimeException e) {
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
        Duration tryAfter = ApiErrors.tryAfter(status);
        return ApiErrors.refusal(call.operation(), code, status, requestId, tryAfter);
    }
}
