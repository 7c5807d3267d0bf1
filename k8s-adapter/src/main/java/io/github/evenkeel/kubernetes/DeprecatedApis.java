package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.evenkeel.spi.DeprecatedApi;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads from the metrics of the API server which API versions clients use that a release removes. */
final class DeprecatedApis {
    private static final String OPERATION = "get /metrics";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** No permission, or a server that does not show its metrics. */
    private static final Set<Integer> NOT_KNOWN = Set.of(401, 403, 404, 405);

    private final ApiServer server;

    DeprecatedApis(ApiServer server) {
        this.server = server;
    }

    /** Empty if the server does not say. */
    Optional<List<DeprecatedApi>> read() {
        DeprecatedApiLines lines = new DeprecatedApiLines();
        CompletableFuture<HttpResponse<AsyncBody>> response =
                server.stream("metrics", DEADLINE, (part, body) -> take(part, body, lines));
        AtomicReference<@Nullable AsyncBody> begun = new AtomicReference<>();
        int code = await(response.thenCompose(one -> whole(one, begun)), () -> {
            AsyncBody body = begun.get();
            if (body != null) {
                body.cancel();
            }
            response.cancel(true);
        });
        if (NOT_KNOWN.contains(code)) {
            return Optional.empty();
        }
        if (code != 200) {
            throw ApiErrors.refusal(OPERATION, code, null, null, null);
        }
        return Optional.of(lines.found());
    }

    private static void take(List<ByteBuffer> part, AsyncBody body, DeprecatedApiLines lines) {
        lines.add(part);
        body.consume();
    }

    /** The status, once the text has come; that of a refusal is not read. */
    private static CompletableFuture<Integer> whole(
            HttpResponse<AsyncBody> response, AtomicReference<@Nullable AsyncBody> begun) {
        AsyncBody body = response.body();
        if (response.code() != 200) {
            body.cancel();
            return CompletableFuture.completedFuture(response.code());
        }
        begun.set(body);
        body.consume();
        return body.done().thenApply(done -> response.code());
    }

    private static int await(CompletableFuture<Integer> whole, Runnable cancel) {
        try {
            return whole.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            cancel.run();
            Thread.currentThread().interrupt();
            throw ApiErrors.noAnswer(OPERATION, e);
        } catch (TimeoutException e) {
            cancel.run();
            throw ApiErrors.noAnswer(
                    OPERATION, new TimeoutException("not all of it within " + DEADLINE.toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw ApiErrors.of(OPERATION, e);
        }
    }
}
