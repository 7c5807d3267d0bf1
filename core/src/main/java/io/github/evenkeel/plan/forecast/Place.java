package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Node that takes pods, as it is at some time of a forecast. */
final class Place {
    private final ClusterNode node;
    private final @Nullable String domain;
    private final boolean isNew;
    private final int number;
    private final List<Replica> replicas = new ArrayList<>();
    private Resources free;
    private boolean preferred = true;

    /**
     * Without pods.
     *
     * @param free all that it has
     * @param number in the order in which nodes came
     */
    Place(ClusterNode node, @Nullable String domain, Resources free, boolean isNew, int number) {
        this.node = node;
        this.domain = domain;
        this.free = free;
        this.isNew = isNew;
        this.number = number;
    }

    @Nullable
    String domain() {
        return domain;
    }

    /** Pods avoid it, as it is still to be rolled, and is tainted for that. */
    void isAvoided() {
        preferred = false;
    }

    boolean isPreferred() {
        return preferred;
    }

    boolean isNew() {
        return isNew;
    }

    int number() {
        return number;
    }

    Resources free() {
        return free;
    }

    List<Replica> replicas() {
        return replicas;
    }

    /** The share of the node that is free, of the resource of which it has least. */
    double room() {
        Resources all = node.allocatable();
        return Math.min(
                share(free.cpuMillis(), all.cpuMillis()),
                Math.min(share(free.memoryBytes(), all.memoryBytes()), share(free.pods(), all.pods())));
    }

    private static double share(long free, long all) {
        return all <= 0 ? 1 : (double) free / all;
    }

    /** @param from domain of its volumes, if it has any */
    boolean takes(Pod pod, @Nullable String from) {
        return free.holds(pod.requests())
                && (pod.claims().isEmpty() || from == null || from.equals(domain))
                && pod.scheduling().keptOffBy(node).isEmpty()
                && pod.scheduling().selects(node)
                && (pod.scheduling().apart().isEmpty()
                        || replicas.stream().noneMatch(other -> pod.scheduling()
                                .keepsApartFrom(
                                        other.pod().namespace(), other.pod().labels())));
    }

    void add(Replica replica) {
        replicas.add(replica);
        free = free.minus(replica.pod().requests());
    }

    /** Pods that stay on it as long as it is there. */
    void keeps(Resources requests) {
        free = free.minus(requests);
    }

    /** Its replicas, which are there no more. */
    List<Replica> empty() {
        List<Replica> left = List.copyOf(replicas);
        left.forEach(replica -> free = free.plus(replica.pod().requests()));
        replicas.clear();
        return left;
    }
}
