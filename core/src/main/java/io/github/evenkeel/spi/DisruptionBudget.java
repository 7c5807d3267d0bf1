package io.github.evenkeel.spi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PodDisruptionBudget with the status that its controller keeps.
 *
 * @param namespace it lives in
 * @param name in its namespace
 * @param revision changes with each change of the budget or of its status, also of one that was taken back since
 * @param selector which pods of the namespace it covers
 * @param healthy pods that are ready now
 * @param needed pods that must be ready
 * @param expected pods that it counts in all
 * @param allowed disruptions that it would let pass now
 * @param underway pods that were let go and are not gone yet
 * @param modes what is special about it
 * @param uncounted why its controller can't count its pods, in the controller's words; null if it can. As long as it is
 *     so, the budget lets no pod go that it covers
 */
public record DisruptionBudget(
        String namespace,
        String name,
        String revision,
        PodSelector selector,
        int healthy,
        int needed,
        int expected,
        int allowed,
        int underway,
        Set<Mode> modes,
        @Nullable String uncounted) {
    /** What is special about a budget. */
    public enum Mode {
        /** Its controller has seen its latest version: the figures can be believed. */
        OBSERVED,
        /**
         * Pods that are not ready are let go whatever the figures ({@code unhealthyPodEvictionPolicy: AlwaysAllow}).
         */
        UNHEALTHY_MAY_LEAVE
    }

    /** Copies the set. */
    public DisruptionBudget {
        modes = Set.copyOf(modes);
    }

    /** One whose pods are counted. */
    public DisruptionBudget(
            String namespace,
            String name,
            String revision,
            PodSelector selector,
            int healthy,
            int needed,
            int expected,
            int allowed,
            int underway,
            Set<Mode> modes) {
        this(namespace, name, revision, selector, healthy, needed, expected, allowed, underway, modes, null);
    }

    /** Namespace and name, as people write them. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether it covers the pod. */
    public boolean covers(Pod pod) {
        return namespace.equals(pod.namespace()) && selector.matches(pod.labels());
    }
}
