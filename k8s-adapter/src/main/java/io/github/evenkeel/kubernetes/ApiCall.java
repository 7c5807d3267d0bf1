package io.github.evenkeel.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Request to the API server.
 *
 * @param permission that it needs
 * @param object name of the object, for messages; empty for all of a kind
 * @param path with its query, without a slash in front
 * @param body JSON; null for a read
 */
record ApiCall(Permission permission, String object, String path, @Nullable String body) {
    static ApiCall read(Permission permission, String object, String path) {
        return new ApiCall(permission, object, path, null);
    }

    /** Verb, resource and object: {@code patch nodes 10.0.10.2}. */
    String operation() {
        return object.isEmpty() ? permission.toString() : permission + " " + object;
    }

    String method() {
        return switch (permission.verb()) {
            case "create" -> "POST";
            case "patch" -> "PATCH";
            case "delete" -> "DELETE";
            default -> "GET";
        };
    }

    String contentType() {
        if (!permission.verb().equals("patch")) {
            return "application/json";
        }
        return body != null && body.startsWith("[") ? "application/json-patch+json" : "application/merge-patch+json";
    }

    /** Encodes a text as one segment of a path, or as a value in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
