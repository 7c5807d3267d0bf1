package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.util.Locale;

/** Verbs of requests, as roles name them. */
enum Verb {
    GET,
    LIST,
    WATCH,
    CREATE,
    UPDATE,
    PATCH,
    DELETE,
    DELETECOLLECTION;

    static Verb of(ApiRequest request, ApiPath path) {
        return switch (request.method()) {
            case "GET" -> request.isYes("watch") ? WATCH : path.isCollection() ? LIST : GET;
            case "POST" -> CREATE;
            case "PUT" -> UPDATE;
            case "PATCH" -> PATCH;
            case "DELETE" -> path.isCollection() ? DELETECOLLECTION : DELETE;
            default ->
                throw StatusException.of(
                        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
