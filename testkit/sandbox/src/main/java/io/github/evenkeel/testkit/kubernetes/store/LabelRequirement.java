package io.github.evenkeel.testkit.kubernetes.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One condition on a label. As on the real server, NOT_IN holds where the label is missing.
 *
 * @param key of the label
 * @param operator how to compare
 * @param values to compare with
 */
record LabelRequirement(String key, Operator operator, Set<String> values) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^\\s=!]+)\\s*(=|==|!=)\\s*([^\\s=!]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^\\s=!]+)");

    enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist"),
        GREATER("Gt"),
        LESS("Lt");

        private final String named;

        Operator(String named) {
            this.named = named;
        }

        static Operator named(String name) {
            return Arrays.stream(values())
                    .filter(operator -> operator.named.equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            StatusException.badRequest("\"" + name + "\" is not a valid label selector operator"));
        }
    }

    LabelRequirement {
        values = Set.copyOf(values);
    }

    static LabelRequirement in(String key, Set<String> values) {
        return new LabelRequirement(key, Operator.IN, values);
    }

    static LabelRequirement parse(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Set<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            return new LabelRequirement(
                    set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            return new LabelRequirement(
                    equality.group(1),
                    equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN,
                    Set.of(equality.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            return new LabelRequirement(
                    existence.group(2),
                    existence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST,
                    Set.of());
        }
        throw StatusException.badRequest("unable to parse requirement: " + text);
    }

    boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER -> value != null && compare(value) > 0;
            case LESS -> value != null && compare(value) < 0;
        };
    }

    private int compare(String value) {
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(String.join("", values)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
