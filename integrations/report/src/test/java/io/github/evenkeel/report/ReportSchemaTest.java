package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published schema says what is written: each field, its type, and whether it is always there. */
class ReportSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode schema;
    private final Set<String> seen = new TreeSet<>();

    ReportSchemaTest() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportJson.class.getResourceAsStream("report.schema.json"))) {
            schema = JSON.readTree(in);
        }
    }

    @Test
    void whatIsWrittenIsAsTheSchemaSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        check("", schema, JSON.readTree(ReportJson.write(Reports.full())), wrong);

        assertThat(wrong).isEmpty();
        assertThat(seen).as("a full report has each field of the schema").containsAll(fields("", schema));
    }

    private JsonNode resolved(JsonNode part) {
        String ref = part.path("$ref").asText();
        return ref.isEmpty() ? part : schema.at(ref.substring(1));
    }

    private void check(String place, JsonNode unresolved, JsonNode value, List<String> wrong) {
        JsonNode part = resolved(unresolved);
        if (part.has("enum") && !part.path("enum").toString().contains(value.toString())) {
            wrong.add(place + " is " + value);
        }
        if (part.has("type")
                && !part.path("type").toString().contains("\"" + type(value) + "\"")
                && !(part.path("type").asText().equals("number") && value.isIntegralNumber())) {
            wrong.add(place + " is a " + type(value));
        }
        part.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                wrong.add(place + " has no " + name.asText());
            }
        });
        value.properties().forEach(field -> {
            String at = place + "." + field.getKey();
            seen.add(at);
            JsonNode of = part.path("properties").path(field.getKey());
            if (of.isMissingNode()) {
                of = part.path("additionalProperties");
            }
            if (of.isMissingNode() && field.getKey().matches("[a-z]+Calls")) {
                of = part.path("patternProperties").path("^[a-z]+Calls$");
            }
            if (of.isMissingNode()) {
                wrong.add(at + " is not in the schema");
            } else {
                check(at, of, field.getValue(), wrong);
            }
        });
        if (value.isArray()) {
            value.forEach(each -> check(place + "[]", part.path("items"), each, wrong));
        }
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private Set<String> fields(String place, JsonNode unresolved) {
        JsonNode part = resolved(unresolved);
        Set<String> all = new TreeSet<>();
        part.path("properties").properties().forEach(field -> {
            all.add(place + "." + field.getKey());
            all.addAll(fields(place + "." + field.getKey(), field.getValue()));
        });
        if (part.has("items")) {
            all.addAll(fields(place + "[]", part.path("items")));
        }
        return all;
    }
}
