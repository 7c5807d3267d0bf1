package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Authenticates, authorizes and counts requests. */
final class Access {
    private final Users users;
    private final Permissions permissions;
    private final KubernetesCalls calls;

    Access(Users users, Permissions permissions, KubernetesCalls calls) {
        this.users = users;
        this.permissions = permissions;
        this.calls = calls;
    }

    /** @throws StatusException 401 if the token is unknown */
    String user(HttpServerExchange exchange) {
        return users.identify(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    }

    /**
     * Counts the request.
     *
     * @throws StatusException 403 if the user may not do it
     */
    void check(String user, Verb verb, ApiPath path) {
        calls.count(user, verb + " " + path.resource());
        permissions.check(user, verb, path);
    }

    /**
     * The same for a path that is no resource.
     *
     * @throws StatusException 403 if the user may not do it
     */
    void checkUrl(String user, String verb, String url) {
        calls.count(user, verb + " " + url);
        permissions.checkUrl(user, verb, url);
    }

    ObjectNode review(String user, ObjectNode review) {
        calls.count(user, "create selfsubjectaccessreviews");
        return permissions.review(user, review);
    }
}
