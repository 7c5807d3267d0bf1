package io.github.evenkeel.testkit.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Strict reader of the JSON object in a call's body. */
final class OciBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;
    private final String name;

    private OciBody(JsonNode object, String name) {
        this.object = object;
        this.name = name;
    }

    static OciBody parse(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (tree != null && tree.isObject()) {
                return new OciBody(tree, "");
            }
        } catch (IOException broken) {
            throw new Refusal(400, "CannotParseRequest", "the body is not JSON");
        }
        throw new Refusal(400, "CannotParseRequest", "the body is not a JSON object");
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    Optional<String> text(String field) {
        return field(field).map(value -> {
            if (!value.isTextual()) {
                throw wrong(field, "a string");
            }
            return value.textValue();
        });
    }

    String neededText(String field) {
        return text(field).filter(value -> !value.isBlank()).orElseThrow(() -> missing(field));
    }

    Optional<Integer> number(String field, int least, int most) {
        return field(field).map(value -> {
            if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
                throw wrong(field, "a whole number from " + least + " to " + most);
            }
            return value.intValue();
        });
    }

    int neededNumber(String field, int least, int most) {
        return number(field, least, most).orElseThrow(() -> missing(field));
    }

    Optional<Boolean> flag(String field) {
        return field(field).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(field, "true or false");
            }
            return value.booleanValue();
        });
    }

    boolean neededFlag(String field) {
        return flag(field).orElseThrow(() -> missing(field));
    }

    Optional<OciBody> object(String field) {
        return field(field).map(value -> {
            if (!value.isObject()) {
                throw wrong(field, "an object");
            }
            return new OciBody(value, name + field + ".");
        });
    }

    List<OciBody> objects(String field) {
        List<OciBody> all = new ArrayList<>();
        field(field).ifPresent(array -> array.forEach(value -> all.add(new OciBody(value, name + field + "[]."))));
        return all;
    }

    /** The objects of a map, by name. */
    Map<String, OciBody> named(String field) {
        Map<String, OciBody> all = new LinkedHashMap<>();
        field(field).ifPresent(map -> map.properties()
                .forEach(one ->
                        all.put(one.getKey(), new OciBody(one.getValue(), name + field + "." + one.getKey() + "."))));
        return all;
    }

    List<String> texts(String field) {
        List<String> all = new ArrayList<>();
        field(field).ifPresent(array -> array.forEach(value -> all.add(value.asText())));
        return all;
    }

    /** The value as it came, for what is only kept and given back. */
    Optional<JsonNode> field(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private Refusal missing(String field) {
        return Refusal.invalid(name + field + " is missing");
    }

    private Refusal wrong(String field, String needed) {
        return Refusal.invalid(name + field + " must be " + needed);
    }
}
