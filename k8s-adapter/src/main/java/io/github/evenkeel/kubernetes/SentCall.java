package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that is under way, on the client's threads.
 *
 * @param deadline for the answer, once it is waited for; the client has its own from the start
 */
record SentCall(
        ApiCall call,
        CompletableFuture<HttpResponse<byte[]>> response,
        Duration deadline,
        KubernetesSerialization serialization) {
    /**
     * Waits for whatever comes back.
     *
     * @throws io.github.evenkeel.spi.ServiceException if nothing came back in time
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

    /** Nobody waits for the answer any more. */
    void cancel() {
        response.cancel(true);
    }
}
