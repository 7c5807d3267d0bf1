package io.github.evenkeel;

import io.github.evenkeel.spi.PodSelector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Immutable selection of nodes, by name or by label. */
public final class NodeSelection {
    private final String words;
    private final Set<String> names;
    private final List<PodSelector> selectors;

    private NodeSelection(String words, Set<String> names, List<PodSelector> selectors) {
        this.words = words;
        this.names = Set.copyOf(names);
        this.selectors = List.copyOf(selectors);
    }

    /**
     * Selects nodes by their names in Kubernetes.
     *
     * @throws IllegalArgumentException if none is given, or one twice
     */
    public static NodeSelection named(String... names) {
        List<String> all = List.of(names);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no node is named; needed is one name at least");
        }
        return new NodeSelection("named " + String.join(", ", all), Set.of(names), List.of());
    }

    /**
     * Selects nodes by their labels.
     *
     * @param selector as for kubectl: {@code role=edge,zone!=a,tier in (web,api),!spot}
     * @throws IllegalArgumentException if it is not a label selector
     */
    public static NodeSelection labelled(String selector) {
        Objects.requireNonNull(selector, "selector");
        return new NodeSelection("with labels " + selector.strip(), Set.of(), List.of(LabelSelectors.parse(selector)));
    }

    /** Names of nodes that it selects; empty if it goes by labels. */
    public Set<String> names() {
        return names;
    }

    /** Whether it selects the node. */
    public boolean selects(String name, Map<String, String> labels) {
        return names.contains(name) || selectors.stream().anyMatch(selector -> selector.matches(labels));
    }

    /** For messages, equal for equal selections. */
    @Override
    public String toString() {
        return words;
    }
}
