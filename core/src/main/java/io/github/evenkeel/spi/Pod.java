package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pod, as far as a drain needs to know it.
 *
 * @param uid identity; a StatefulSet's pod that left and came back under its name has another
 * @param namespace it lives in
 * @param name unique in its namespace at a time
 * @param nodeName it is bound to; null while it waits for a place
 * @param phase of its life
 * @param controller the owner that keeps it, if one does; null if unmanaged
 * @param labels all of them
 * @param claims names of the persistent volume claims that it uses, in its namespace
 * @param traits what is special about it
 * @param requests effective requests, init containers and sidecars counted as the scheduler does
 * @param priority as the scheduler resolved it
 * @param grace how long it is given to end, by itself
 * @param deletionDue when the grace of a deletion that was asked for is over; null if none was
 * @param finalizers what has to be taken away before the object goes, once its deletion was asked for
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
    /** Where a pod stands in its life. */
    public enum Phase {
        /** Not all containers have started. */
        PENDING,
        /** At work. */
        RUNNING,
        /** Ended well. */
        SUCCEEDED,
        /** Ended badly. */
        FAILED,
        /** The node is not heard of. */
        UNKNOWN
    }

    /** What is special about a pod. */
    public enum Trait {
        /** Its condition Ready is true. */
        READY,
        /** Made by a kubelet from a file of its own: the object only mirrors it. */
        MIRROR,
        /** Keeps data on the node's disk that is lost with the pod. */
        EMPTY_DIR,
        /** Keeps data in the node's memory that is lost with the pod. */
        EMPTY_DIR_IN_MEMORY,
        /** Uses a path of the node itself. */
        HOST_PATH,
        /** May be bound to a cordoned node. */
        TOLERATES_CORDON
    }

    /** A pod without finalizers that may be bound to any node without taints. */
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

    /** Namespace and name, as people write them: {@code shop/cart-0}. */
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

    /** Whether its deletion was asked for. */
    public boolean terminating() {
        return deletionDue != null;
    }
}
