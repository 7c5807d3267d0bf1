package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;
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
 * @param uncounted why its controller can't count its pods, in the controller's words; empty if it can. While it can't,
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
        Optional<String> uncounted) {
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
    @MadeByBuilder
    public DisruptionBudget {
        modes = Set.copyOf(modes);
    }

    /** Namespace and name, as in {@code shop/cart}. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether it covers the pod. */
    public boolean covers(Pod pod) {
        return namespace.equals(pod.namespace()) && selector.matches(pod.labels());
    }

    /**
     * Begins one with what all of them have.
     *
     * @param namespace it lives in
     * @param name in its namespace
     * @param selector which pods of the namespace it covers
     */
    public static Builder builder(String namespace, String name, PodSelector selector) {
        return new Builder(namespace, name, selector);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(namespace, name, selector);
        builder.revision = revision;
        builder.healthy = healthy;
        builder.needed = needed;
        builder.expected = expected;
        builder.allowed = allowed;
        builder.underway = underway;
        builder.modes = modes;
        builder.uncounted = uncounted;
        return builder;
    }

    /** Makes a {@link DisruptionBudget}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String namespace;
        private String name;
        private PodSelector selector;
        private String revision = "";
        private int healthy;
        private int needed;
        private int expected;
        private int allowed;
        private int underway;
        private Set<Mode> modes = Set.of();
        private Optional<String> uncounted = Optional.empty();

        private Builder(String namespace, String name, PodSelector selector) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            this.name = Objects.requireNonNull(name, "name");
            this.selector = Objects.requireNonNull(selector, "selector");
        }

        /** See {@link DisruptionBudget#namespace()}. */
        public Builder namespace(String namespace) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            return this;
        }

        /** See {@link DisruptionBudget#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link DisruptionBudget#selector()}. */
        public Builder selector(PodSelector selector) {
            this.selector = Objects.requireNonNull(selector, "selector");
            return this;
        }

        /** See {@link DisruptionBudget#revision()}; by default empty. */
        public Builder revision(String revision) {
            this.revision = Objects.requireNonNull(revision, "revision");
            return this;
        }

        /** See {@link DisruptionBudget#healthy()}; by default 0. */
        public Builder healthy(int healthy) {
            this.healthy = healthy;
            return this;
        }

        /** See {@link DisruptionBudget#needed()}; by default 0. */
        public Builder needed(int needed) {
            this.needed = needed;
            return this;
        }

        /** See {@link DisruptionBudget#expected()}; by default 0. */
        public Builder expected(int expected) {
            this.expected = expected;
            return this;
        }

        /** See {@link DisruptionBudget#allowed()}; by default 0. */
        public Builder allowed(int allowed) {
            this.allowed = allowed;
            return this;
        }

        /** See {@link DisruptionBudget#underway()}; by default 0. */
        public Builder underway(int underway) {
            this.underway = underway;
            return this;
        }

        /** See {@link DisruptionBudget#modes()}; by default none. */
        public Builder modes(Set<Mode> modes) {
            this.modes = Objects.requireNonNull(modes, "modes");
            return this;
        }

        /** See {@link DisruptionBudget#uncounted()}; by default, and for null, none. */
        public Builder uncounted(@Nullable String uncounted) {
            this.uncounted = Optional.ofNullable(uncounted);
            return this;
        }

        /** Makes it. */
        public DisruptionBudget build() {
            return new DisruptionBudget(
                    namespace, name, revision, selector, healthy, needed, expected, allowed, underway, modes,
                    uncounted);
        }
    }
}
