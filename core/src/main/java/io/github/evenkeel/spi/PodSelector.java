package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Immutable label selector as in Kubernetes: all of its requirements must hold.
 *
 * @param requirements all of them; an empty list matches every pod
 */
public record PodSelector(List<Requirement> requirements) {
    /** Matches every pod. */
    public static final PodSelector ALL = new PodSelector(List.of());

    /** How a label is compared. */
    public enum Operator {
        /** The label has one of the values. */
        IN,
        /** The label is missing, or has none of the values. */
        NOT_IN,
        /** The label exists. */
        EXISTS,
        /** The label is missing. */
        DOES_NOT_EXIST
    }

    /**
     * One condition on one label.
     *
     * @param key of the label
     * @param operator how to compare
     * @param values to compare with; empty for the operators that need none
     */
    public record Requirement(String key, Operator operator, Set<String> values) {
        /** Copies the set. */
        public Requirement {
            values = Set.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /** Copies the list. */
    public PodSelector {
        requirements = List.copyOf(requirements);
    }

    /** Creates a selector of pods that have all of these labels. */
    public static PodSelector ofLabels(Map<String, String> labels) {
        return new PodSelector(labels.entrySet().stream()
                .map(label -> new Requirement(label.getKey(), Operator.IN, Set.of(label.getValue())))
                .toList());
    }

    /** Whether it selects a pod with these labels. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
