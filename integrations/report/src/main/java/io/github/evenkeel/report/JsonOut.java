package io.github.evenkeel.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** JSON that is being written, field by field; into memory, so that no write fails. */
final class JsonOut {
    private interface Writing {
        void write() throws IOException;
    }

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    /** An object on several lines. */
    static String pretty(Consumer<JsonOut> fields) {
        return written(fields, true);
    }

    /** An object on one line. */
    static String compact(Consumer<JsonOut> fields) {
        return written(fields, false);
    }

    private static String written(Consumer<JsonOut> fields, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            if (pretty) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            json.writeStartObject();
            fields.accept(new JsonOut(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    JsonOut put(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    JsonOut put(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    /** In seconds, to the millisecond. */
    JsonOut put(String name, Duration value) {
        return write(() -> json.writeNumberField(name, value.toMillis() / 1000.0));
    }

    /** Null if it is empty. */
    JsonOut orNull(String name, Optional<String> value) {
        return value.isPresent() ? put(name, value.get()) : write(() -> json.writeNullField(name));
    }

    /** Nothing if it is empty. */
    JsonOut ifThere(String name, Optional<String> value) {
        value.ifPresent(there -> put(name, there));
        return this;
    }

    /** Nothing if it is empty. */
    JsonOut ifKnown(String name, Optional<? extends Number> value) {
        value.ifPresent(there -> put(name, there.longValue()));
        return this;
    }

    JsonOut object(String name, Consumer<JsonOut> fields) {
        return write(() -> {
            json.writeObjectFieldStart(name);
            fields.accept(this);
            json.writeEndObject();
        });
    }

    /** Counts by name, in the order of the names. */
    JsonOut counts(String name, Map<String, ? extends Number> counts) {
        return object(name, out -> new TreeMap<>(counts).forEach((key, count) -> out.put(key, count.longValue())));
    }

    /** An object for each of the values. */
    <T> JsonOut objects(String name, Iterable<T> values, Consumer<T> fields) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (T value : values) {
                json.writeStartObject();
                fields.accept(value);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    JsonOut texts(String name, Iterable<String> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /** Rows of whole numbers. */
    JsonOut rows(String name, Iterable<long[]> rows) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (long[] row : rows) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
        });
    }

    private JsonOut write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
