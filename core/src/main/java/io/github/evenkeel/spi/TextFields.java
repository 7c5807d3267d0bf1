package io.github.evenkeel.spi;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Named fields as one line of text, {@code name=value&name=value}, with percent-encoded values. */
final class TextFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    TextFields put(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
        return this;
    }

    TextFields put(String name, Optional<String> value) {
        return put(name, value.orElse(""));
    }

    /** Empty if it is not there. */
    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** @throws IllegalArgumentException if it is not there */
    String required(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("no field '" + name + "'"));
    }

    String text() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** @throws IllegalArgumentException if it is no such text */
    static TextFields parse(String text) {
        TextFields read = new TextFields();
        for (String pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at <= 0) {
                throw new IllegalArgumentException("no name=value");
            }
            String value = URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8);
            if (read.fields.putIfAbsent(pair.substring(0, at), value) != null) {
                throw new IllegalArgumentException("a field twice");
            }
        }
        return read;
    }

    /** At most so many characters of a text of one line. */
    static String brief(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}
