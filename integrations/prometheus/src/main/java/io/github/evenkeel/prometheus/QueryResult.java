package io.github.evenkeel.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a response to an instant query, by the text of their labels.
 *
 * @param samples by labels; never empty
 */
record QueryResult(Map<String, Double> samples) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a response. */
    static QueryResult of(byte[] body) throws NoResultException {
        Map<?, ?> response = object(read(body), "a response");
        if (!"success".equals(response.get("status"))) {
            throw new NoResultException(error(response));
        }
        if (response.get("warnings") instanceof List<?> warnings && !warnings.isEmpty()) {
            throw new NoResultException("the result may be incomplete: " + warnings);
        }
        Map<?, ?> data = object(response.get("data"), "data");
        Map<String, Double> samples = new LinkedHashMap<>();
        Object type = data.get("resultType");
        if ("scalar".equals(type)) {
            samples.put("", value(data.get("result")));
        } else if ("vector".equals(type) && data.get("result") instanceof List<?> series) {
            for (Object one : series) {
                Map<?, ?> sample = object(one, "a sample");
                samples.put(labels(object(sample.get("metric"), "labels")), value(sample.get("value")));
            }
        } else {
            throw new NoResultException("a result of type " + type + "; expected a vector or a scalar");
        }
        if (samples.isEmpty()) {
            throw new NoResultException("no data");
        }
        return new QueryResult(samples);
    }

    /** What the API says is wrong with a query; empty if the response is of another party, such as a proxy. */
    static Optional<String> error(byte[] body) {
        try {
            Map<?, ?> response = object(read(body), "a response");
            return "error".equals(response.get("status")) ? Optional.of(error(response)) : Optional.empty();
        } catch (NoResultException e) {
            return Optional.empty();
        }
    }

    private static String error(Map<?, ?> response) {
        return response.get("errorType") + ": " + response.get("error");
    }

    private static String labels(Map<?, ?> labels) {
        return labels.isEmpty() ? "" : labels.toString();
    }

    /** Time and value, which is a text. */
    private static double value(@Nullable Object sample) throws NoResultException {
        if (sample instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof String text) {
            try {
                return switch (text) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            } catch (NumberFormatException e) {
                throw new NoResultException("'" + text + "', which is no number");
            }
        }
        throw new NoResultException("a sample without a value: " + sample);
    }

    private static Map<?, ?> object(@Nullable Object value, String what) throws NoResultException {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new NoResultException("no JSON of the query API: " + what + " is missing");
    }

    private static @Nullable Object read(byte[] body) throws NoResultException {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new NoResultException("no JSON of the query API: more than one value");
            }
            return value;
        } catch (IOException e) {
            throw new NoResultException("no JSON of the query API");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = Objects.requireNonNull(parser.currentName());
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        return token == JsonToken.VALUE_NULL || token == null ? null : parser.getText();
    }
}
