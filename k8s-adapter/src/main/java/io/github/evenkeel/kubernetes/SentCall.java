package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Call in flight, on the client's threads.
 *
 * @param deadline from the moment of {@link #await}; the client has its own from the start of the call
 */
record SentCall(
        ApiCall call,
        CompletableFuture<HttpResponse<byte[]>> response,
        Duration deadline,
        KubernetesSerialization serialization) {
    /**
     * Waits for the response.
     *
     * @throws io.github.evenkeel.spi.ServiceException if no response came in time
     */
    ApiAnswer await() {
        try {
            HttpResponse<byte[]> came = response.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            byte[] body = came.body();
            return new ApiAnswer(
                    call,
                    came.code(),
                    body == null ? new byte[0] : body,
                    came.header("Audit-Id"),
                    came.header("Retry-After"),
                    came.header("Date"),
                    serialization);
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw ApiErrors.noAnswer(call.operation(), e);
        } catch (TimeoutException e) {
            cancel();
            throw ApiErrors.noAnswer(
                    call.operation(), new TimeoutException("none within " + deadline.toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw ApiErrors.of(call.operation(), e);
        }
    }

    /** Abandons the call. */
    void cancel() {
        response.cancel(true);
    }
}
