package io.github.evenkeel;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Immutable order in which a rollout takes the nodes of a pool. */
public final class NodeOrder {
    private static final NodeOrder BY_NAME = new NodeOrder(Kind.NAME, "", List.of());
    private static final NodeOrder OLDEST_FIRST = new NodeOrder(Kind.AGE, "", List.of());

    /** What the order goes by. More may come. */
    public enum Kind {
        /** The name that the service has for the node. */
        NAME,
        /** The time at which the node joined the cluster. */
        AGE,
        /** The value of a label. */
        LABEL
    }

    private final Kind kind;
    private final String label;
    private final List<String> values;

    private NodeOrder(Kind kind, String label, List<String> values) {
        this.kind = kind;
        this.label = label;
        this.values = List.copyOf(values);
    }

    /** By the name that the service has for the node. */
    public static NodeOrder byName() {
        return BY_NAME;
    }

    /** The node that joined the cluster first comes first. */
    public static NodeOrder oldestFirst() {
        return OLDEST_FIRST;
    }

    /**
     * By the value of a label: first the given values in their order, then the others in alphabetical order, then nodes
     * without the label.
     *
     * @param label its key
     * @throws IllegalArgumentException if the key is empty, or a value is given twice
     */
    public static NodeOrder byLabel(String label, String... values) {
        if (Objects.requireNonNull(label, "label").isBlank()) {
            throw new IllegalArgumentException("the label to order by is empty; needed is its key");
        }
        List<String> all = List.of(values);
        if (new HashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException(
                    "the values of label " + label + " are " + all + "; needed is each once");
        }
        return new NodeOrder(Kind.LABEL, label, all);
    }

    /** What it goes by. */
    public Kind kind() {
        return kind;
    }

    /** Key of the label that it goes by; empty if it goes by none. */
    public Optional<String> label() {
        return kind == Kind.LABEL ? Optional.of(label) : Optional.empty();
    }

    /** Values of the label that come first. */
    public List<String> values() {
        return values;
    }

    /** For messages, equal for equal orders. */
    @Override
    public String toString() {
        return switch (kind) {
            case NAME -> "by name";
            case AGE -> "oldest first";
            case LABEL -> "by label " + label + (values.isEmpty() ? "" : " " + String.join(", ", values) + " first");
        };
    }
}
