package io.github.evenkeel.pool;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.DesiredState;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Operation;
import java.time.Duration;
import java.util.List;

/** Upgrades the control plane to the target version. */
public final class ControlPlaneUpgrade implements DesiredState<ClusterDescription> {
    private final ManagedCluster cluster;
    private final KubernetesVersion target;

    public ControlPlaneUpgrade(ManagedCluster cluster, KubernetesVersion target) {
        this.cluster = cluster;
        this.target = target;
    }

    @Override
    public String object() {
        return "control plane of cluster " + cluster.id();
    }

    @Override
    public String expected() {
        return "ACTIVE at " + target;
    }

    @Override
    public List<Operation> inFlight() {
        return cluster.operationsInFlight();
    }

    @Override
    public ClusterDescription read() {
        return cluster.describe();
    }

    @Override
    public boolean reached(ClusterDescription now) {
        return now.lifecycle() == Lifecycle.ACTIVE && now.version().equals(target);
    }

    @Override
    public String found(ClusterDescription now) {
        return now.lifecycle() + " at " + now.version();
    }

    @Override
    public Operation start(ClusterDescription seen) {
        return cluster.upgradeControlPlane(seen, target);
    }

    @Override
    public Operation operation(String id) {
        return cluster.operation(id);
    }

    /** A control plane upgrade that failed is for a person to look at. */
    @Override
    public int attempts() {
        return 1;
    }

    /** Waits until nothing is changed about the cluster any more, perhaps by a process that has ended. */
    public static void awaitIdle(PlanSpec spec, NodeScope scope) {
        String cluster = "cluster " + spec.cluster().id();
        Duration atMost = spec.timing().replacement().controlPlane();
        scope.operations().awaitIdle(cluster, spec.cluster()::operationsInFlight, atMost);
        // Its operation may have ended some moments before.
        scope.waits().await(new WaitCondition(cluster, Lifecycle.ACTIVE.toString(), atMost), () -> {
            Lifecycle now = scope.retries()
                    .call("read " + cluster, spec.cluster()::describe)
                    .lifecycle();
            return now == Lifecycle.UPDATING ? PollResult.notYet(now.toString()) : PollResult.of(now);
        });
    }
}
