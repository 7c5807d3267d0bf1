package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a pod, as far as a drain needs it.
 *
 * @param uid identity; a StatefulSet's pod that was deleted and created again under its name has another
 * @param namespace it lives in
 * @param name unique in its namespace at a time
 * @param nodeName it is bound to; null while it is not scheduled
 * @param phase of its life
 * @param controller its owner that is its controller; null if unmanaged
 * @param labels all of them
 * @param claims names of the persistent volume claims that it uses, in its namespace
 * @param traits what is special about it
 * @param requests effective requests, init containers and sidecars counted as the scheduler does
 * @param priority as the scheduler resolved it
 * @param grace its termination grace period
 * @param deletionDue when the grace period of its deletion ends; null if it is not terminating
 * @param finalizers that have to be removed before a terminating pod is gone
 * @param scheduling which nodes it may be bound to
 */
public record Pod(
        String uid,
        String namespace,
        String name,
        @Nullable String nodeName,
        Phase phase,
        @Nullable Owner controller,
        Map<String, String> labels,
        Set<String> claims,
        Set<Trait> traits,
        Resources requests,
        int priority,
        Duration grace,
        @Nullable Instant deletionDue,
        Set<String> finalizers,
        Scheduling scheduling) {
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
        TOLERATES_CORDON
    }

    /** Describes a pod without finalizers that may be bound to any node without taints. */
    public Pod(
            String uid,
            String namespace,
            String name,
            @Nullable String nodeName,
            Phase phase,
            @Nullable Owner controller,
            Map<String, String> labels,
            Set<String> claims,
            Set<Trait> traits,
            Resources requests,
            int priority,
            Duration grace,
            @Nullable Instant deletionDue) {
        this(
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
                Set.of(),
                Scheduling.ANYWHERE);
    }

    /** Copies map and sets. */
    public Pod {
        finalizers = Set.copyOf(finalizers);
        labels = Map.copyOf(labels);
        claims = Set.copyOf(claims);
        traits = Set.copyOf(traits);
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
        return deletionDue != null;
    }
}
