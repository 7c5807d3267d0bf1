package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.StickySessions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Route of a client to its backend, by a cookie of the balancer. */
final class Route {
    private final StickySessions sessions;

    Route(StickySessions sessions) {
        this.sessions = sessions;
    }

    /** Whether the client has been sent to a backend before. */
    boolean isKnown(HttpServerExchange exchange) {
        return exchange.getRequestCookie(sessions.routeCookie()) != null;
    }

    /** The client's backend, drained or not, unless it is gone, offline or not well. */
    Optional<BackendState> backend(
            HttpServerExchange exchange, List<BackendState> backends, Predicate<String> healthy) {
        return backends.stream()
                .filter(backend -> isKnown(exchange)
                        && token(backend)
                                .equals(exchange.getRequestCookie(sessions.routeCookie())
                                        .getValue()))
                .filter(backend -> !backend.offline() && healthy.test(backend.name()))
                .findFirst();
    }

    /** Has the answer tell the client its backend. */
    void tell(HttpServerExchange exchange, BackendState backend) {
        exchange.addResponseCommitListener(committed -> {
            if (keeps(committed.getResponseHeaders())) {
                committed
                        .getResponseHeaders()
                        .add(Headers.SET_COOKIE, sessions.routeCookie() + "=" + token(backend) + "; Path=/; HttpOnly");
            }
        });
    }

    private boolean keeps(HeaderMap answer) {
        if (sessions.kind() == StickySessions.Kind.LOAD_BALANCER_COOKIE) {
            return true;
        }
        HeaderValues set = answer.get(Headers.SET_COOKIE);
        return set != null
                && set.stream()
                        .anyMatch(cookie ->
                                sessions.cookieName().equals("*") || cookie.startsWith(sessions.cookieName() + "="));
    }

    private static String token(BackendState backend) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(backend.name().getBytes(StandardCharsets.UTF_8));
    }
}
