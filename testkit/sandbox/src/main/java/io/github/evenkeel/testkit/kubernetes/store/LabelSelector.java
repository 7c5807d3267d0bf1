package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses objects by their labels: a conjunction of requirements, all objects if there are none. Immutable. */
public final class LabelSelector {
    /** Chooses everything. */
    public static final LabelSelector ALL = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Reads the text of a query parameter: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
     *
     * @throws StatusException 400 if it can't be understood
     */
    public static LabelSelector parse(String text) {
        List<LabelRequirement> requirements = new ArrayList<>();
        for (String part : parts(text)) {
            if (!part.isBlank()) {
                requirements.add(LabelRequirement.parse(part.strip()));
            }
        }
        return requirements.isEmpty() ? ALL : new LabelSelector(requirements);
    }

    /** Reads matchLabels and matchExpressions. An empty selector chooses everything. */
    public static LabelSelector of(JsonNode selector) {
        List<LabelRequirement> requirements = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> requirements.add(LabelRequirement.in(
                        label.getKey(), Set.of(label.getValue().asText()))));
        selector.path("matchExpressions").forEach(expression -> requirements.add(expression(expression)));
        return new LabelSelector(requirements);
    }

    /** Reads the matchExpressions of a node selector term, or its matchFields. */
    public static LabelSelector ofExpressions(JsonNode expressions) {
        List<LabelRequirement> requirements = new ArrayList<>();
        expressions.forEach(expression -> requirements.add(expression(expression)));
        return new LabelSelector(requirements);
    }

    /** Whether an object with these labels is chosen. */
    public boolean matches(Map<String, String> labels) {
        for (LabelRequirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    private static LabelRequirement expression(JsonNode expression) {
        Set<String> values = new HashSet<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        return new LabelRequirement(
                expression.path("key").asText(),
                LabelRequirement.Operator.named(expression.path("operator").asText()),
                values);
    }

    /** Splits at the commas that are not within parentheses. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
