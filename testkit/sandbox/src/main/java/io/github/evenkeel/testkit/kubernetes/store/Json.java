package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** JSON as the API server reads and writes it. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws StatusException 400 if the text is not a JSON object */
    public static ObjectNode parse(byte[] text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw StatusException.badRequest("the object provided is unrecognized: json parse error: "
                    + (e instanceof JsonProcessingException wrong ? wrong.getOriginalMessage() : "unreadable"));
        }
        throw StatusException.badRequest("the body of the request is not a JSON object");
    }

    /** @throws StatusException 400 if the text is not JSON */
    public static JsonNode parseAny(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw StatusException.badRequest("the object provided is unrecognized: json parse error");
        }
    }

    /** UTF-8. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A time as objects state it, in whole seconds. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
