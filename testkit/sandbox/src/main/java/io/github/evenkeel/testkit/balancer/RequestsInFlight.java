package io.github.evenkeel.testkit.balancer;

import io.undertow.client.ClientConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.IoUtils;

/** Connections to backends that carry a request now, or have become those of another protocol. Thread-safe. */
final class RequestsInFlight {
    private final Map<ClientConnection, String> backends = new ConcurrentHashMap<>();

    /** Has the callback's connection counted as one to that backend, until the request has its response. */
    ProxyCallback<ProxyConnection> counted(String backend, ProxyCallback<ProxyConnection> callback) {
        return new ProxyCallback<>() {
            @Override
            public void completed(HttpServerExchange exchange, ProxyConnection result) {
                ClientConnection connection = result.getConnection();
                backends.put(connection, backend);
                connection.addCloseListener(closed -> backends.remove(connection));
                exchange.addExchangeCompleteListener((completed, next) -> {
                    if (!connection.isUpgraded()) {
                        backends.remove(connection);
                    }
                    next.proceed();
                });
                callback.completed(exchange, result);
            }

            @Override
            public void failed(HttpServerExchange exchange) {
                callback.failed(exchange);
            }

            @Override
            public void couldNotResolveBackend(HttpServerExchange exchange) {
                callback.couldNotResolveBackend(exchange);
            }

            @Override
            public void queuedRequestFailed(HttpServerExchange exchange) {
                callback.queuedRequestFailed(exchange);
            }
        };
    }

    /** Cuts those to backends that the set has no more. */
    void cutAllBut(Set<String> present) {
        backends.forEach((connection, backend) -> {
            if (!present.contains(backend)) {
                IoUtils.safeClose(connection);
            }
        });
    }
}
