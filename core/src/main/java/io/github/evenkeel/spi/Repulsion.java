package io.github.evenkeel.spi;

import java.util.Map;
import java.util.Set;

/**
 * Immutable selection of pods that another pod must not share its node with.
 *
 * @param namespaces of these pods; empty for all
 * @param pods which of them
 */
public record Repulsion(Set<String> namespaces, PodSelector pods) {
    /** Copies the set. */
    public Repulsion {
        namespaces = Set.copyOf(namespaces);
    }

    /** Whether a pod of that namespace and with these labels is one of them. */
    public boolean covers(String namespace, Map<String, String> labels) {
        return (namespaces.isEmpty() || namespaces.contains(namespace)) && pods.matches(labels);
    }
}
