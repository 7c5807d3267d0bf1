package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.xnio.IoUtils;

/** Starts watches, over a WebSocket or as a streaming response. */
final class WatchHandler {
    private final ObjectStore store;
    private final Watches watches;
    private final Access access;
    private final KubernetesFaults faults;

    WatchHandler(ObjectStore store, Watches watches, Access access, KubernetesFaults faults) {
        this.store = store;
        this.watches = watches;
        this.access = access;
        this.faults = faults;
    }

    static boolean isWebSocket(HttpServerExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE));
    }

    void overStream(HttpServerExchange exchange, ApiRequest request, ApiPath path) {
        String user = access.user(exchange);
        long breaks = watches.breaks();
        StreamSink sink = new StreamSink(exchange);
        if (faults.isAway()) {
            sink.cut();
            return;
        }
        Watch watch = new Watch(store, request, path, sink);
        exchange.dispatch(watches.executor(), () -> {
            try {
                sink.open();
                watches.run(watch, user, breaks);
            } catch (IOException clientLeft) {
                sink.cut();
            }
        });
    }

    /** Called by the server's I/O thread: must not block. */
    void overWebSocket(HttpServerExchange exchange, BiConsumer<HttpServerExchange, ApiAnswer> refuse) {
        try {
            ApiRequest request = ApiRequest.withoutBody(exchange);
            ApiPath path = ApiPath.parse(request.path());
            Verb verb = Verb.of(request, path);
            String user = access.user(exchange);
            access.check(user, verb, path);
            RequestFault fault = faults.forRequest(verb + " " + path.resource()).orElse(null);
            if (verb != Verb.WATCH) {
                throw StatusException.badRequest("only watches are served over a WebSocket");
            }
            if (fault instanceof RequestFault.Refused refused) {
                refuse.accept(exchange, refused.answer());
                return;
            }
            if (fault instanceof RequestFault.TurnedAway turnedAway) {
                refuse.accept(exchange, turnedAway.answer());
                return;
            }
            if (fault != null) {
                IoUtils.safeClose(exchange.getConnection());
                return;
            }
            // Wrong parameters are refused before the connection is upgraded.
            request.selection(path);
            long breaks = watches.breaks();
            if (faults.isAway()) {
                IoUtils.safeClose(exchange.getConnection());
                return;
            }
            WebSocketConnectionCallback begin = (handshake, channel) -> begin(request, path, channel, user, breaks);
            new WebSocketProtocolHandshakeHandler(begin).handleRequest(exchange);
        } catch (StatusException refusal) {
            refuse.accept(exchange, ApiAnswer.refusal(refusal));
        } catch (Exception broken) {
            throw new IllegalStateException("A WebSocket can't be opened", broken);
        }
    }

    private void begin(ApiRequest request, ApiPath path, WebSocketChannel channel, String user, long breaks) {
        Watch watch = new Watch(store, request, path, new WebSocketSink(channel));
        channel.addCloseTask(closed -> watch.cut());
        channel.resumeReceives();
        try {
            watches.executor().execute(() -> watches.run(watch, user, breaks));
        } catch (RejectedExecutionException closed) {
            watch.cut();
        }
    }
}
