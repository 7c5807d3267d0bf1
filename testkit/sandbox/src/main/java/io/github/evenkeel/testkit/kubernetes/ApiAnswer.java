package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the client gets, JSON as a rule. The body is not to be changed. */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
record ApiAnswer(int code, String contentType, byte[] body, int retryAfterSeconds) {
    private static final String JSON = "application/json";

    static ApiAnswer of(int code, JsonNode body) {
        return new ApiAnswer(code, JSON, Json.bytes(body), 0);
    }

    static ApiAnswer of(JsonNode body) {
        return of(200, body);
    }

    static ApiAnswer of(int code, StoredObject object) {
        return new ApiAnswer(code, JSON, whole(object), 0);
    }

    static ApiAnswer raw(String contentType, byte[] body) {
        return new ApiAnswer(200, contentType, body, 0);
    }

    static ApiAnswer refusal(StatusException why) {
        return new ApiAnswer(why.code(), JSON, Json.bytes(why.toStatus()), why.retryAfterSeconds());
    }

    /** A line for people and nothing for programs, but for the header. */
    static ApiAnswer turnedAway(int code, String text, int retryAfterSeconds) {
        return new ApiAnswer(
                code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), retryAfterSeconds);
    }

    /** The object with its kind and apiVersion, which are not stored. */
    static byte[] whole(StoredObject object) {
        String start = "{\"kind\":\"" + object.type().kind() + "\",\"apiVersion\":\""
                + object.type().apiVersion() + "\",";
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        byte[] body = object.body();
        byte[] all = Arrays.copyOf(head, head.length + body.length - 1);
        // The body's own opening brace is left out.
        System.arraycopy(body, 1, all, head.length, body.length - 1);
        return all;
    }
}
