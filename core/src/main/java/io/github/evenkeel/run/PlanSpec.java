package io.github.evenkeel.run;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Immutable settings of a plan. */
public record PlanSpec(
        ManagedCluster cluster,
        Workloads workloads,
        List<LoadBalancer> loadBalancers,
        @Nullable KubernetesVersion target,
        PoolSelection pools,
        List<AvailabilityProbe> probes,
        List<UpgradeListener> listeners,
        Timing timing,
        DrainPolicy drainPolicy,
        Rollout rollout,
        Scheduler scheduler,
        Durability continuity,
        List<PlannedGate> gates,
        UpgradeScope scope,
        StepTimes stepTimes,
        PlannedServices services,
        PlannedInventory inventory) {
    public PlanSpec {
        loadBalancers = List.copyOf(loadBalancers);
        probes = List.copyOf(probes);
        listeners = List.copyOf(listeners);
        gates = List.copyOf(gates);
    }

    /** Of a whole upgrade without gates, which names its load balancers. */
    public PlanSpec(
            ManagedCluster cluster,
            Workloads workloads,
            List<LoadBalancer> loadBalancers,
            @Nullable KubernetesVersion target,
            PoolSelection pools,
            List<AvailabilityProbe> probes,
            List<UpgradeListener> listeners,
            Timing timing,
            DrainPolicy drainPolicy,
            Rollout rollout,
            Scheduler scheduler,
            Durability continuity) {
        this(
                cluster,
                workloads,
                loadBalancers,
                target,
                pools,
                probes,
                listeners,
                timing,
                drainPolicy,
                rollout,
                scheduler,
                continuity,
                List.of(),
                UpgradeScope.ALL,
                StepTimes.assumed(),
                PlannedServices.NONE,
                PlannedInventory.NONE);
    }

    /** All that a plan does not name. */
    public static PlanSpec defaults(ManagedCluster cluster, Workloads workloads, List<LoadBalancer> loadBalancers) {
        return new PlanSpec(
                cluster,
                workloads,
                loadBalancers,
                null,
                PoolSelection.ALL,
                List.of(),
                List.of(),
                Timing.defaults(),
                DrainPolicy.defaults(),
                Rollout.oneAtATime(),
                new SystemScheduler(),
                Durability.NONE);
    }

    /** Whether the plan is about the nodes of a pool. */
    public boolean includes(String poolId) {
        return scope.hasNodes() && pools.includes(poolId);
    }

    /** The pools that the plan names; none if it is about all. */
    public Set<String> poolIds() {
        return pools.ids();
    }

    /** Whether it selects nodes by their age. */
    public boolean needsAges() {
        return Stream.of(pools.changes().replaced(), rollout.chosenNodes(), rollout.leftOutNodes())
                .flatMap(List::stream)
                .anyMatch(NodeSelection::isByAge);
    }

    /** What it is about, besides the pools that it names, for the journal: see {@code RunEntry.target}. */
    public String aim() {
        return Stream.of(scope.aim(target), pools.changes().text())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /** The same with other ports to the same things. */
    public PlanSpec through(ManagedCluster otherCluster, Workloads otherWorkloads, List<LoadBalancer> otherBalancers) {
        return through(otherCluster, otherWorkloads, otherBalancers, inventory);
    }

    /** The same with other ports to the same things, and another inventory. */
    public PlanSpec through(
            ManagedCluster otherCluster,
            Workloads otherWorkloads,
            List<LoadBalancer> otherBalancers,
            PlannedInventory otherInventory) {
        return new PlanSpec(
                otherCluster,
                otherWorkloads,
                otherBalancers,
                target,
                pools,
                probes,
                listeners,
                timing,
                drainPolicy,
                rollout,
                scheduler,
                continuity,
                gates,
                scope,
                stepTimes,
                services,
                otherInventory);
    }
}
