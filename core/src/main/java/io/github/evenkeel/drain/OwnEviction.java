package io.github.evenkeel.drain;

import io.github.evenkeel.run.HandedOver;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.spi.Pod;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Eviction of the pod in which the run's own process is: after those of all other pods of the node, and without waiting
 * for the pod to finish. It hands the run over to the next pod.
 */
final class OwnEviction {
    private final @Nullable OwnPod own;

    /** @param own null if the run is in no pod of the cluster */
    OwnEviction(@Nullable OwnPod own) {
        this.own = own;
    }

    /**
     * The pods that are due.
     *
     * @param pods all that are not evicted yet
     * @param order decides about the others
     */
    List<Pod> due(List<Pod> pods, UnaryOperator<List<Pod>> order) {
        List<Pod> others = pods.stream().filter(pod -> !is(pod)).toList();
        return others.isEmpty() ? pods : order.apply(others);
    }

    /** @throws HandedOver if it is the run's own pod, whose eviction was accepted */
    void evicted(Pod pod) {
        if (is(pod)) {
            throw new HandedOver(pod.path());
        }
    }

    /** @throws HandedOver if the run's own pod is among them and is terminating, whatever the cause */
    void look(List<Pod> pods) {
        pods.stream().filter(Pod::terminating).forEach(this::evicted);
    }

    private boolean is(Pod pod) {
        return own != null && own.is(pod);
    }
}
