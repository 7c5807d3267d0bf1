package io.github.evenkeel;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.Acknowledgements;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mutable copy of a plan's settings, for one change. */
final class PlanEdit {
    private final PlanSpec before;
    final List<LoadBalancer> loadBalancers;
    final Set<String> poolIds;
    NodeCycling cycling;
    final Map<String, String> images;
    final List<AvailabilityProbe> probes;
    final List<UpgradeListener> listeners;

    @Nullable
    KubernetesVersion target;

    Timing timing;
    DrainPolicy drainPolicy;
    Rollout rollout;
    Scheduler scheduler;

    @Nullable
    Journal journal;

    @Nullable
    RunLock lock;

    @Nullable
    Duration deadline;

    @Nullable
    String runId;

    Acknowledgements acknowledged;

    PlanEdit(PlanSpec before) {
        this.before = before;
        loadBalancers = new ArrayList<>(before.loadBalancers());
        poolIds = new HashSet<>(before.poolIds());
        cycling = before.pools().allowed();
        images = new HashMap<>(before.pools().images());
        probes = new ArrayList<>(before.probes());
        listeners = new ArrayList<>(before.listeners());
        target = before.target();
        timing = before.timing();
        drainPolicy = before.drainPolicy();
        rollout = before.rollout();
        scheduler = before.scheduler();
        journal = before.continuity().journal();
        lock = before.continuity().lock();
        deadline = before.continuity().deadline();
        runId = before.continuity().runId();
        acknowledged = before.continuity().acknowledged();
    }

    PlanSpec spec() {
        return new PlanSpec(
                before.cluster(),
                before.workloads(),
                loadBalancers,
                target,
                new PoolSelection(poolIds, cycling, images),
                probes,
                listeners,
                timing,
                drainPolicy,
                rollout,
                scheduler,
                new Durability(journal, lock, deadline, runId, acknowledged));
    }
}
