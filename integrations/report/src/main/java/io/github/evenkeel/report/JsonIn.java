package io.github.evenkeel.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Object of JSON that was read. It knows its place in the text, and says it if a field is not as it has to be. */
final class JsonIn {
    private final String place;
    private final Map<?, ?> fields;

    private JsonIn(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** @throws UnreadableReportException if the text is no JSON, or no object */
    static JsonIn of(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            JsonToken first = parser.nextToken();
            Object value = first == null ? null : value(parser);
            if (!(value instanceof Map<?, ?> fields)) {
                throw new UnreadableReportException("the text is no JSON object; needed is the report of a roll");
            }
            if (parser.nextToken() != null) {
                throw new UnreadableReportException("there is more behind the report; needed is one JSON object");
            }
            return new JsonIn("", fields);
        } catch (IOException e) {
            throw new UnreadableReportException("the text is no JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(parser));
                }
                yield values;
            }
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }

    /** Names of the fields. */
    List<String> names() {
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    String text(String name) {
        return required(name, optional(name));
    }

    Optional<String> optional(String name) {
        return found(name, String.class, "a text");
    }

    long number(String name) {
        return required(name, optionalNumber(name));
    }

    Optional<Long> optionalNumber(String name) {
        return found(name, Double.class, "a number").map(Math::round);
    }

    int integer(String name) {
        return required(name, optionalInteger(name));
    }

    Optional<Integer> optionalInteger(String name) {
        return optionalNumber(name).map(number -> {
            if (number != number.intValue()) {
                throw wrong(name, number, "a number of at most ten digits");
            }
            return number.intValue();
        });
    }

    Duration seconds(String name) {
        return required(name, optionalSeconds(name));
    }

    Optional<Duration> optionalSeconds(String name) {
        return found(name, Double.class, "a number of seconds").map(seconds -> {
            if (!(Math.abs(seconds) <= 1e12)) {
                throw wrong(name, seconds, "seconds of at most some thousand years");
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
        });
    }

    Instant time(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, text, "a time in UTC, such as 2026-01-05T08:00:00Z");
        }
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        String text = text(name);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw wrong(name, text, "one of " + List.of(type.getEnumConstants()));
    }

    Optional<JsonIn> object(String name) {
        return found(name, Map.class, "an object").map(value -> new JsonIn(place + name + ".", value));
    }

    /** The objects of an array; none if there is no such field. */
    <T> List<T> objects(String name, Function<JsonIn, T> read) {
        List<T> all = new ArrayList<>();
        for (Object value : array(name)) {
            String at = name + "[" + all.size() + "]";
            if (!(value instanceof Map<?, ?> there)) {
                throw wrong(at, value, "an object");
            }
            all.add(read.apply(new JsonIn(place + at + ".", there)));
        }
        return all;
    }

    /** The texts of an array; none if there is no such field. */
    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object value : array(name)) {
            if (!(value instanceof String text)) {
                throw wrong(name + "[" + all.size() + "]", value, "a text");
            }
            all.add(text);
        }
        return all;
    }

    private List<?> array(String name) {
        return found(name, List.class, "an array").orElse(List.of());
    }

    private <T> Optional<T> found(String name, Class<T> type, String needed) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, value, needed);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new UnreadableReportException("the report has no " + place + name));
    }

    UnreadableReportException wrong(String name, @Nullable Object value, String needed) {
        return new UnreadableReportException(
                "the report's " + place + name + " is " + shown(value) + "; needed is " + needed);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return "'" + (text.length() > 80 ? text.substring(0, 80) + "..." : text) + "'";
    }
}
