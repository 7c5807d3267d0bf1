package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a pod, as far as a drain needs it.
 *
 * @param uid identity; a StatefulSet's pod that was deleted and created again under its name has another
 * @param namespace it lives in
 * @param name unique in its namespace at a time
 * @param nodeName it is bound to; empty while it is not scheduled
 * @param phase of its life
 * @param controller its owner that is its controller; empty if unmanaged
 * @param labels all of them
 * @param claims names of the persistent volume claims that it uses, in its namespace
 * @param traits what is special about it
 * @param requests effective requests, init containers and sidecars counted as the scheduler does
 * @param priority as the scheduler resolved it
 * @param grace its termination grace period; that of its deletion if it is terminating
 * @param deletionDue when the grace period of its deletion ends; empty if it is not terminating
 * @param finalizers that have to be removed before a terminating pod is gone
 * @param scheduling which nodes it may be bound to
 * @param addresses IP addresses that it has, as Kubernetes writes them; none before it runs. With the node's network,
 *     those of its node
 */
public record Pod(
        String uid,
        String namespace,
        String name,
        Optional<String> nodeName,
        Phase phase,
        Optional<Owner> controller,
        Map<String, String> labels,
        Set<String> claims,
        Set<Trait> traits,
        Resources requests,
        int priority,
        Duration grace,
        Optional<Instant> deletionDue,
        Set<String> finalizers,
        Scheduling scheduling,
        Set<String> addresses) {
    /** Phase of a pod. */
    public enum Phase {
        /** Not all containers have started. */
        PENDING,
        /** At least one container is running. */
        RUNNING,
        /** All containers have ended with success. */
        SUCCEEDED,
        /** All containers have ended, at least one with a failure. */
        FAILED,
        /** The node has not reported the state. */
        UNKNOWN
    }

    /** What is special about a pod. */
    public enum Trait {
        /** Its condition Ready is true. */
        READY,
        /** Mirrors a static pod, which a kubelet runs from a file. */
        MIRROR,
        /** Has an emptyDir volume on the node's disk, whose data is lost with the pod. */
        EMPTY_DIR,
        /** Has an emptyDir volume in the node's memory, whose data is lost with the pod. */
        EMPTY_DIR_IN_MEMORY,
        /** Uses a path of the node itself. */
        HOST_PATH,
        /** May be bound to a cordoned node. */
        TOLERATES_CORDON,
        /** Has a readiness gate: it is ready only once another party, such as an ingress controller, says so. */
        READINESS_GATE,
        /** A container of it has a preStop hook, which runs before the container is asked to end. */
        PRE_STOP
    }

    /** Copies map and sets. */
    @MadeByBuilder
    public Pod {
        finalizers = Set.copyOf(finalizers);
        labels = Map.copyOf(labels);
        claims = Set.copyOf(claims);
        traits = Set.copyOf(traits);
        addresses = Set.copyOf(addresses);
    }

    /** Namespace and name, as in {@code shop/cart-0}. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Namespace and name of each persistent volume claim that it uses. */
    public Set<String> claimPaths() {
        return claims.stream().map(claim -> namespace + "/" + claim).collect(Collectors.toSet());
    }

    /** Whether it has that trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether all its containers have ended for good. */
    public boolean finished() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    /** Whether it is being deleted. */
    public boolean terminating() {
        return deletionDue.isPresent();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param uid identity; a StatefulSet's pod that was deleted and created again under its name has another
     * @param namespace it lives in
     * @param name unique in its namespace at a time
     */
    public static Builder builder(String uid, String namespace, String name) {
        return new Builder(uid, namespace, name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(uid, namespace, name);
        builder.nodeName = nodeName;
        builder.phase = phase;
        builder.controller = controller;
        builder.labels = labels;
        builder.claims = claims;
        builder.traits = traits;
        builder.requests = requests;
        builder.priority = priority;
        builder.grace = grace;
        builder.deletionDue = deletionDue;
        builder.finalizers = finalizers;
        builder.scheduling = scheduling;
        builder.addresses = addresses;
        return builder;
    }

    /** Makes a {@link Pod}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String uid;
        private String namespace;
        private String name;
        private Optional<String> nodeName = Optional.empty();
        private Phase phase = Phase.UNKNOWN;
        private Optional<Owner> controller = Optional.empty();
        private Map<String, String> labels = Map.of();
        private Set<String> claims = Set.of();
        private Set<Trait> traits = Set.of();
        private Resources requests = Resources.NONE;
        private int priority;
        private Duration grace = Duration.ofSeconds(30);
        private Optional<Instant> deletionDue = Optional.empty();
        private Set<String> finalizers = Set.of();
        private Scheduling scheduling = Scheduling.ANYWHERE;
        private Set<String> addresses = Set.of();

        private Builder(String uid, String namespace, String name) {
            this.uid = Objects.requireNonNull(uid, "uid");
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link Pod#uid()}. */
        public Builder uid(String uid) {
            this.uid = Objects.requireNonNull(uid, "uid");
            return this;
        }

        /** See {@link Pod#namespace()}. */
        public Builder namespace(String namespace) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            return this;
        }

        /** See {@link Pod#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link Pod#nodeName()}; by default, and for null, none. */
        public Builder nodeName(@Nullable String nodeName) {
            this.nodeName = Optional.ofNullable(nodeName);
            return this;
        }

        /** See {@link Pod#phase()}; by default {@link Phase#UNKNOWN}. */
        public Builder phase(Phase phase) {
            this.phase = Objects.requireNonNull(phase, "phase");
            return this;
        }

        /** See {@link Pod#controller()}; by default, and for null, none. */
        public Builder controller(@Nullable Owner controller) {
            this.controller = Optional.ofNullable(controller);
            return this;
        }

        /** See {@link Pod#labels()}; by default none. */
        public Builder labels(Map<String, String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** See {@link Pod#claims()}; by default none. */
        public Builder claims(Set<String> claims) {
            this.claims = Objects.requireNonNull(claims, "claims");
            return this;
        }

        /** See {@link Pod#traits()}; by default none. */
        public Builder traits(Set<Trait> traits) {
            this.traits = Objects.requireNonNull(traits, "traits");
            return this;
        }

        /** See {@link Pod#requests()}; by default {@link Resources#NONE}. */
        public Builder requests(Resources requests) {
            this.requests = Objects.requireNonNull(requests, "requests");
            return this;
        }

        /** See {@link Pod#priority()}; by default 0. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /** See {@link Pod#grace()}; by default 30 s, as in Kubernetes. */
        public Builder grace(Duration grace) {
            this.grace = Objects.requireNonNull(grace, "grace");
            return this;
        }

        /** See {@link Pod#deletionDue()}; by default, and for null, none. */
        public Builder deletionDue(@Nullable Instant deletionDue) {
            this.deletionDue = Optional.ofNullable(deletionDue);
            return this;
        }

        /** See {@link Pod#finalizers()}; by default none. */
        public Builder finalizers(Set<String> finalizers) {
            this.finalizers = Objects.requireNonNull(finalizers, "finalizers");
            return this;
        }

        /** See {@link Pod#scheduling()}; by default {@link Scheduling#ANYWHERE}. */
        public Builder scheduling(Scheduling scheduling) {
            this.scheduling = Objects.requireNonNull(scheduling, "scheduling");
            return this;
        }

        /** See {@link Pod#addresses()}; by default none. */
        public Builder addresses(Set<String> addresses) {
            this.addresses = Objects.requireNonNull(addresses, "addresses");
            return this;
        }

        /** Makes it. */
        public Pod build() {
            return new Pod(
                    uid,
                    namespace,
                    name,
                    nodeName,
                    phase,
                    controller,
                    labels,
                    claims,
                    traits,
                    requests,
                    priority,
                    grace,
                    deletionDue,
                    finalizers,
                    scheduling,
                    addresses);
        }
    }
}
