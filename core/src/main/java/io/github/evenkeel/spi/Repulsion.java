package io.github.evenkeel.spi;

import java.util.Set;

/**
 * Pods that another one must not share its node with.
 *
 * @param namespaces that they live in; none means any
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
