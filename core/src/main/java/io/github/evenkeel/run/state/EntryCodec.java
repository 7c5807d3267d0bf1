package io.github.evenkeel.run.state;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entry of a journal: named fields, as the text {@code v=2&name=value&...} in which values are percent-encoded. A
 * reader ignores unknown fields, and refuses an unknown version.
 */
public final class EntryCodec {
    static final String VERSION = "2";

    private final Map<String, String> fields = new LinkedHashMap<>();

    private EntryCodec() {}

    public static EntryCodec empty() {
        return new EntryCodec();
    }

    /** Fields of an entry that a slice owns. */
    public static EntryCodec of(Map<String, String> fields) {
        EntryCodec entry = new EntryCodec();
        entry.fields.putAll(fields);
        return entry;
    }

    /** Fields that a slice owns. */
    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** @throws IllegalArgumentException if it is not of this version, or no entry at all */
    static EntryCodec parse(String text) {
        EntryCodec entry = new EntryCodec();
        for (String pair : text.split("&")) {
            int at = pair.indexOf('=');
            if (at < 0) {
                throw new IllegalArgumentException("'" + pair + "', which is no name=value");
            }
            String name = pair.substring(0, at);
            String value = URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8);
            if (entry.fields.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("field " + name + " twice");
            }
        }
        String version = entry.fields.remove("v");
        if (!VERSION.equals(version)) {
            throw new IllegalArgumentException(
                    version == null ? "no version" : "version " + version + ", and not " + VERSION);
        }
        return entry;
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** @throws IllegalArgumentException if it is not there */
    public String required(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }

    /** Fields whose names begin so. */
    Map<String, String> startingWith(String prefix) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One word: an identity, a name or an address. */
    public String word(String name) {
        return EntryFields.one(name, required(name));
    }

    public int number(String name, int least, int most) {
        return EntryFields.number(name, required(name), least, most);
    }

    <E extends Enum<E>> E oneOf(String name, Set<E> allowed) {
        return EntryFields.oneOf(name, required(name), allowed);
    }

    /** Words with spaces between; none if the field is empty. */
    public List<String> words(String name) {
        String text = required(name);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> words = List.of(text.split(" ", -1));
        words.forEach(word -> EntryFields.one(name, word));
        return words;
    }

    public EntryCodec put(String name, Object value) {
        fields.put(name, value.toString());
        return this;
    }

    String text() {
        return "v=" + VERSION
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }
}
