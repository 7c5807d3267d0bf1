package io.github.evenkeel.spi;

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

    /** Whether the pod is one of them. */
    public boolean covers(Pod pod) {
        return (namespaces.isEmpty() || namespaces.contains(pod.namespace())) && pods.matches(pod.labels());
    }
}
