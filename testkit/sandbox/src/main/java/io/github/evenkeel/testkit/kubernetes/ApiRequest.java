package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.FieldSelector;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/** What a client asks. The body is read when the request is taken in. */
@SuppressWarnings("ArrayRecordComponent") // Requests are never compared.
record ApiRequest(
        String method, String path, Map<String, Deque<String>> query, String accept, String type, byte[] body) {
    private static final String JSON = "application/json";

    /** Reads the whole request, and may block. */
    static ApiRequest of(HttpServerExchange exchange) throws IOException {
        return of(exchange, exchange.getInputStream().readAllBytes());
    }

    static ApiRequest withoutBody(HttpServerExchange exchange) {
        return of(exchange, new byte[0]);
    }

    private static ApiRequest of(HttpServerExchange exchange, byte[] body) {
        return new ApiRequest(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                exchange.getQueryParameters(),
                header(exchange, "Accept"),
                header(exchange, "Content-Type"),
                body);
    }

    /** The first value, "" if there is none. */
    String query(String name) {
        Deque<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    boolean isYes(String name) {
        return query(name).equals("true") || query(name).equals("1");
    }

    /** @throws StatusException 400 if it is no number */
    long number(String name) {
        String text = query(name);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StatusException.badRequest(name + ": Invalid value: \"" + text + "\": must be a number");
        }
    }

    WriteMode mode() {
        return query("dryRun").isEmpty() ? WriteMode.COMMIT : WriteMode.DRY_RUN;
    }

    boolean wantsTable() {
        return accept.toLowerCase(Locale.ROOT).contains("as=table");
    }

    Selection selection(ApiPath path) {
        return new Selection(
                path.type(),
                path.namespace(),
                LabelSelector.parse(query("labelSelector")),
                FieldSelector.parse(path.type(), query("fieldSelector")));
    }

    /** @throws StatusException 415 if the body says to be something else, such as protobuf; 400 if it is no JSON */
    ObjectNode json() {
        String stated = type.split(";", 2)[0].strip();
        if (!stated.isEmpty() && !stated.equals(JSON)) {
            throw StatusException.of(
                    415,
                    "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include: " + JSON);
        }
        return Json.parse(body);
    }

    private static String header(HttpServerExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
