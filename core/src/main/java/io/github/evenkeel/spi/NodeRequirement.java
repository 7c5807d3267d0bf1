package io.github.evenkeel.spi;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Immutable condition on the nodes that a pod may be bound to.
 *
 * @param key of a label, or {@link #NAME}
 * @param operator how to compare
 * @param values to compare with; empty for the operators that need none
 */
public record NodeRequirement(String key, Operator operator, Set<String> values) {
    /** Key that stands for the node's name, not for a label. */
    public static final String NAME = "metadata.name";

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    /** How a label is compared. */
    public enum Operator {
        /** The label has one of the values. */
        IN,
        /** The label is missing, or has none of the values. */
        NOT_IN,
        /** The label exists. */
        EXISTS,
        /** The label is missing. */
        DOES_NOT_EXIST,
        /** The label is a whole number above the one value. */
        GREATER,
        /** The label is a whole number below the one value. */
        LESS
    }

    /** Copies the set. */
    public NodeRequirement {
        values = Set.copyOf(values);
    }

    /** Whether the node meets it. */
    public boolean holds(ClusterNode node) {
        String value = key.equals(NAME) ? node.name() : node.labels().get(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER -> differs(value) > 0;
            case LESS -> differs(value) < 0;
        };
    }

    /** Zero also if either is no number. */
    private int differs(@Nullable String value) {
        String limit = values.size() == 1 ? values.iterator().next() : "";
        return value != null
                        && NUMBER.matcher(value).matches()
                        && NUMBER.matcher(limit).matches()
                ? Long.compare(Long.parseLong(value), Long.parseLong(limit))
                : 0;
    }
}
