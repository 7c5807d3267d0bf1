package io.github.evenkeel.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a Deployment, as far as a restart of its rollout depends on it.
 *
 * @param uid identity
 * @param namespace it lives in
 * @param name in its namespace
 * @param revision differs after each change of the Deployment or its status
 * @param replicaSets UIDs of its ReplicaSets, which are the controllers of its pods
 * @param selector selects the pods of the namespace that may be its own
 * @param replicas number of pods that it wants
 * @param maxSurge number of pods that a rollout may add, rounded up from a percentage
 * @param maxUnavailable number of pods that a rollout may take away first, rounded down from a percentage, or one if
 *     both are zero
 * @param traits what is special about it
 * @param boundBy what binds its pods to their node, readable: host ports, paths of the node, volumes that one node at a
 *     time can have; empty if nothing does
 * @param withoutRoom why a resource quota of its namespace has no room for one more of its pods, readable; empty if
 *     there is room
 * @param restartedFor UID of the pod for which its rollout was last restarted by {@link Workloads#restart}; empty if it
 *     never was
 */
public record Deployment(
        String uid,
        String namespace,
        String name,
        String revision,
        Set<String> replicaSets,
        PodSelector selector,
        int replicas,
        int maxSurge,
        int maxUnavailable,
        Set<Trait> traits,
        List<String> boundBy,
        Optional<String> withoutRoom,
        Optional<String> restartedFor) {
    /**
     * Annotation of the pod template that a restart sets, to the UID of the pod that leaves. A change of the template
     * is what starts a rollout.
     */
    public static final String RESTARTED_FOR_ANNOTATION = "evenkeel.io/restarted-for";

    /** What is special about a Deployment. */
    public enum Trait {
        /** A rollout ends its pods before it makes others. */
        RECREATE,
        /** Its rollouts are paused. */
        PAUSED,
        /** Not all of its pods are of the present template and available, or an older pod is still there. */
        ROLLING_OUT
    }

    /** Copies the collections. */
    @MadeByBuilder
    public Deployment {
        replicaSets = Set.copyOf(replicaSets);
        traits = Set.copyOf(traits);
        boundBy = List.copyOf(boundBy);
    }

    /** Namespace and name, as in {@code shop/cart}. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether it has that trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether the pod is one of its pods. */
    public boolean owns(Pod pod) {
        return namespace.equals(pod.namespace())
                && pod.controller()
                        .map(Owner::uid)
                        .filter(replicaSets::contains)
                        .isPresent();
    }

    /** Whether its rollout was last restarted for that pod. */
    public boolean isRestartedFor(Pod pod) {
        return restartedFor.filter(pod.uid()::equals).isPresent();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param uid identity
     * @param namespace it lives in
     * @param name in its namespace
     */
    public static Builder builder(String uid, String namespace, String name) {
        return new Builder(uid, namespace, name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(uid, namespace, name);
        builder.revision = revision;
        builder.replicaSets = replicaSets;
        builder.selector = selector;
        builder.replicas = replicas;
        builder.maxSurge = maxSurge;
        builder.maxUnavailable = maxUnavailable;
        builder.traits = traits;
        builder.boundBy = boundBy;
        builder.withoutRoom = withoutRoom;
        builder.restartedFor = restartedFor;
        return builder;
    }

    /** Makes a {@link Deployment}. Not safe for use by several threads at once. */
    public static final class Builder {
        private final String uid;
        private final String namespace;
        private final String name;
        private String revision = "";
        private Set<String> replicaSets = Set.of();
        private PodSelector selector = PodSelector.ALL;
        private int replicas = 1;
        private int maxSurge = 1;
        private int maxUnavailable;
        private Set<Trait> traits = Set.of();
        private List<String> boundBy = List.of();
        private Optional<String> withoutRoom = Optional.empty();
        private Optional<String> restartedFor = Optional.empty();

        private Builder(String uid, String namespace, String name) {
            this.uid = Objects.requireNonNull(uid, "uid");
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link Deployment#revision()}; by default empty. */
        public Builder revision(String revision) {
            this.revision = Objects.requireNonNull(revision, "revision");
            return this;
        }

        /** See {@link Deployment#replicaSets()}; by default none. */
        public Builder replicaSets(Set<String> replicaSets) {
            this.replicaSets = Objects.requireNonNull(replicaSets, "replicaSets");
            return this;
        }

        /** See {@link Deployment#selector()}; by default all of its namespace. */
        public Builder selector(PodSelector selector) {
            this.selector = Objects.requireNonNull(selector, "selector");
            return this;
        }

        /** See {@link Deployment#replicas()}; by default 1, as in Kubernetes. */
        public Builder replicas(int replicas) {
            this.replicas = replicas;
            return this;
        }

        /** See {@link Deployment#maxSurge()}; by default 1. */
        public Builder maxSurge(int maxSurge) {
            this.maxSurge = maxSurge;
            return this;
        }

        /** See {@link Deployment#maxUnavailable()}; by default 0. */
        public Builder maxUnavailable(int maxUnavailable) {
            this.maxUnavailable = maxUnavailable;
            return this;
        }

        /** See {@link Deployment#traits()}; by default none. */
        public Builder traits(Set<Trait> traits) {
            this.traits = Objects.requireNonNull(traits, "traits");
            return this;
        }

        /** See {@link Deployment#boundBy()}; by default nothing. */
        public Builder boundBy(List<String> boundBy) {
            this.boundBy = Objects.requireNonNull(boundBy, "boundBy");
            return this;
        }

        /** See {@link Deployment#withoutRoom()}; by default, and for null, there is room. */
        public Builder withoutRoom(@Nullable String withoutRoom) {
            this.withoutRoom = Optional.ofNullable(withoutRoom);
            return this;
        }

        /** See {@link Deployment#restartedFor()}; by default, and for null, none. */
        public Builder restartedFor(@Nullable String restartedFor) {
            this.restartedFor = Optional.ofNullable(restartedFor);
            return this;
        }

        /** Makes it. */
        public Deployment build() {
            return new Deployment(
                    uid,
                    namespace,
                    name,
                    revision,
                    replicaSets,
                    selector,
                    replicas,
                    maxSurge,
                    maxUnavailable,
                    traits,
                    boundBy,
                    withoutRoom,
                    restartedFor);
        }
    }
}
