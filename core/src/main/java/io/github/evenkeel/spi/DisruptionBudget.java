package io.github.evenkeel.spi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a PodDisruptionBudget with its status.
 *
 * @param namespace it lives in
 * @param name in its namespace
 * @param revision differs after each change of the budget or its status, even if a later change reverted it
 * @param selector which pods of the namespace it covers
 * @param healthy number of pods that are ready now
 * @param needed number of pods that must be ready
 * @param expected number of pods that it counts in all
 * @param allowed disruptions that it allows now
 * @param underway number of pods that it has allowed to be disrupted and that are not gone yet
 * @param modes what is special about it
 * @param uncounted why its controller can't count its pods, in the controller's words; null if it can. While it can't,
 *     the budget allows no disruption
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
        /** Its controller has observed its latest generation: the figures are up to date. */
        OBSERVED,
        /**
         * Pods that are not ready may be evicted whatever the figures ({@code unhealthyPodEvictionPolicy:
         * AlwaysAllow}).
         */
        UNHEALTHY_MAY_LEAVE
    }

    /** Copies the set. */
    public DisruptionBudget {
        modes = Set.copyOf(modes);
    }

    /** Describes a budget whose controller can count its pods. */
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

    /** Namespace and name, as in {@code shop/cart}. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether it covers the pod. */
    public boolean covers(Pod pod) {
        return namespace.equals(pod.namespace()) && selector.matches(pod.labels());
    }
}
