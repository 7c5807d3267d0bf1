package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** HTTP handler of the API: parses requests, authorizes them, and sends the responses. */
final class ApiHandler implements HttpHandler {
    private final Resources resources;
    private final WatchHandler watching;
    private final Access access;
    private final KubernetesFaults faults;
    private final Executor evictions;
    private final Supplier<KubernetesVersion> version;
    private final Metrics metrics;

    /** @param evictions runs requests for evictions, which may take long */
    ApiHandler(
            Resources resources,
            WatchHandler watching,
            Access access,
            KubernetesFaults faults,
            Executor evictions,
            Supplier<KubernetesVersion> version,
            Metrics metrics) {
        this.metrics = metrics;
        this.resources = resources;
        this.watching = watching;
        this.access = access;
        this.faults = faults;
        this.evictions = evictions;
        this.version = version;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        // Undertow's own is one for all servers of the JVM, and stands still once the server that renews it is closed.
        exchange.getResponseHeaders()
                .put(Headers.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        if (faults.isAway()) {
            drop(exchange);
        } else if (WatchHandler.isWebSocket(exchange)) {
            watching.overWebSocket(exchange, this::refuse);
        } else if (exchange.getRequestPath().endsWith("/eviction")) {
            exchange.dispatch(evictions, this::serve);
        } else {
            exchange.dispatch(this::serve);
        }
    }

    private void serve(HttpServerExchange exchange) {
        exchange.startBlocking();
        try {
            String user = access.user(exchange);
            ApiRequest request = ApiRequest.of(exchange);
            ApiAnswer fixed = fixed(request, user);
            if (fixed != null) {
                send(exchange, fixed);
                return;
            }
            if (request.path().equals("/metrics")) {
                access.checkUrl(user, "get", request.path());
                send(exchange, metrics.answer());
                return;
            }
            ApiPath path = ApiPath.parse(request.path());
            Verb verb = Verb.of(request, path);
            access.check(user, verb, path);
            RequestFault fault = faults.forRequest(verb + " " + path.resource()).orElse(null);
            if (fault != null) {
                fail(exchange, fault, verb, request, path);
            } else if (verb == Verb.WATCH) {
                watching.overStream(exchange, request, path);
            } else {
                send(exchange, resources.answer(verb, request, path));
            }
        } catch (StatusException refusal) {
            refuse(exchange, ApiAnswer.refusal(refusal));
        } catch (IOException clientLeft) {
            drop(exchange);
        } catch (InterruptedException closed) {
            drop(exchange);
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable ApiAnswer fixed(ApiRequest request, String user) {
        String path = request.path();
        if (path.equals("/version")) {
            return ApiAnswer.of(version());
        }
        if (path.equals("/healthz") || path.equals("/readyz") || path.equals("/livez")) {
            return ApiAnswer.raw("text/plain", "ok".getBytes(StandardCharsets.UTF_8));
        }
        if (path.equals("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                && request.method().equals("POST")) {
            return ApiAnswer.of(201, access.review(user, request.json()));
        }
        return Discovery.document(path).map(ApiAnswer::of).orElse(null);
    }

    private JsonNode version() {
        KubernetesVersion now = version.get();
        return Json.object()
                .put("major", Integer.toString(now.major()))
                .put("minor", Integer.toString(now.minor()))
                .put("gitVersion", now.toString())
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "linux/amd64");
    }

    private void fail(HttpServerExchange exchange, RequestFault fault, Verb verb, ApiRequest request, ApiPath path)
            throws InterruptedException {
        if (fault instanceof RequestFault.Refused refused) {
            refuse(exchange, refused.answer());
            return;
        }
        if (fault instanceof RequestFault.TurnedAway turnedAway) {
            refuse(exchange, turnedAway.answer());
            return;
        }
        if (fault == RequestFault.Lost.AFTER_EFFECT && verb != Verb.WATCH) {
            resources.answer(verb, request, path);
        }
        drop(exchange);
    }

    private void refuse(HttpServerExchange exchange, ApiAnswer answer) {
        if (exchange.isInIoThread()) {
            describe(exchange, answer);
            exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
            return;
        }
        try {
            send(exchange, answer);
        } catch (IOException clientLeft) {
            drop(exchange);
        }
    }

    private static void send(HttpServerExchange exchange, ApiAnswer answer) throws IOException {
        describe(exchange, answer);
        exchange.setResponseContentLength(answer.body().length);
        exchange.getOutputStream().write(answer.body());
        exchange.endExchange();
    }

    private static void describe(HttpServerExchange exchange, ApiAnswer answer) {
        exchange.setStatusCode(answer.code());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
        if (answer.retryAfterSeconds() > 0) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, answer.retryAfterSeconds());
        }
    }

    private static void drop(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }
}
