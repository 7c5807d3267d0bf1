package io.github.evenkeel;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.Acknowledgements;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.NodeChanges;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedGate;
import io.github.evenkeel.run.PlannedInventory;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerInventory;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mutable copy of a plan's settings, for one change. */
final class PlanEdit {
    private static final Pattern RUN_ID = Pattern.compile("(?!drain)[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern GATE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final PlanSpec before;
    private final List<LoadBalancer> loadBalancers;
    final Set<String> poolIds;
    NodeCycling cycling;
    final Map<String, String> images;
    NodeChanges changes;
    final List<AvailabilityProbe> probes;
    final List<UpgradeListener> listeners;

    @Nullable
    KubernetesVersion target;

    Timing timing;
    DrainPolicy drainPolicy;
    Rollout rollout;
    UpgradeScope scope;
    Scheduler scheduler;
    StepTimes stepTimes;

    @Nullable
    Journal journal;

    @Nullable
    RunLock lock;

    @Nullable
    Duration deadline;

    private @Nullable String runId;

    Acknowledgements acknowledged;

    @Nullable
    OwnPod ownPod;

    PlannedServices services;
    private PlannedInventory inventory;

    private final List<PlannedGate> gates;

    PlanEdit(PlanSpec before) {
        this.before = before;
        loadBalancers = new ArrayList<>(before.loadBalancers());
        poolIds = new HashSet<>(before.poolIds());
        cycling = before.pools().allowed();
        images = new HashMap<>(before.pools().images());
        changes = before.pools().changes();
        probes = new ArrayList<>(before.probes());
        listeners = new ArrayList<>(before.listeners());
        target = before.target();
        timing = before.timing();
        drainPolicy = before.drainPolicy();
        rollout = before.rollout();
        scope = before.scope();
        scheduler = before.scheduler();
        stepTimes = before.stepTimes();
        journal = before.continuity().journal();
        lock = before.continuity().lock();
        deadline = before.continuity().deadline();
        runId = before.continuity().runId();
        acknowledged = before.continuity().acknowledged();
        ownPod = before.continuity().ownPod();
        services = before.services();
        inventory = before.inventory();
        gates = new ArrayList<>(before.gates());
    }

    /** @throws IllegalArgumentException if the plan rolls back or selects nodes to replace */
    void upgradeTo(KubernetesVersion version) {
        requireNone(changes.rollback().isPresent(), "rollingBackTo(...)", "toVersion(...)");
        requireNone(changes.selectsNodes(), "replacing(...)", "toVersion(...)");
        target = version;
    }

    /** @throws IllegalArgumentException if the plan upgrades or selects nodes to replace */
    void rollBackTo(KubernetesVersion version) {
        requireNone(target != null, "toVersion(...)", "rollingBackTo(...)");
        requireNone(changes.selectsNodes(), "replacing(...)", "rollingBackTo(...)");
        changes = changes.rollingBackTo(version);
    }

    /** @throws IllegalArgumentException if the plan upgrades or rolls back */
    void replace(NodeSelection nodes) {
        requireNone(target != null, "toVersion(...)", "replacing(...)");
        requireNone(changes.rollback().isPresent(), "rollingBackTo(...)", "replacing(...)");
        changes = changes.replacing(nodes);
    }

    private static void requireNone(boolean there, String found, String other) {
        if (there) {
            throw new IllegalArgumentException(
                    "the plan has " + found + ", and can't have " + other + " as well: make a plan for each");
        }
    }

    /** @throws IllegalArgumentException if it can't be an id of a run */
    void name(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the run's id is '" + id + "'; expected 1 to 63 letters, digits, '.',"
                    + " '-' and '_', the first a letter or a digit, and not beginning with 'drain'");
        }
        runId = id;
    }

    /** @throws IllegalArgumentException if there is none */
    void add(List<String> pools) {
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("no node pool is named; leave withNodePools out to roll all of them");
        }
        poolIds.addAll(pools);
    }

    /** @throws IllegalArgumentException if it is not positive, or more than a year */
    void limit(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time for the whole roll is " + time
                    + "; needed is more than none, and a year at most; leave withTimeout out for no limit");
        }
        deadline = time;
    }

    /** @throws IllegalArgumentException if the plan has it already, leaves it out, or has none at all */
    void add(LoadBalancer loadBalancer) {
        String id = loadBalancer.id();
        if (loadBalancers.isEmpty() && services.finder() == null) {
            throw new IllegalArgumentException("the plan is withoutLoadBalancer(), and can't have " + id + " as well");
        }
        requireNoneOf(id);
        requireNotLeftOut(inventory.leftOut().contains(id), id);
        loadBalancers.add(loadBalancer);
    }

    void findOthersIn(LoadBalancerInventory port) {
        inventory = inventory.listedBy(port);
    }

    /** @throws IllegalArgumentException if the plan has it */
    void leaveOut(String loadBalancerId) {
        requireNotLeftOut(has(loadBalancerId), loadBalancerId);
        inventory = inventory.without(loadBalancerId);
    }

    private boolean has(String loadBalancerId) {
        return loadBalancers.stream().anyMatch(known -> known.id().equals(loadBalancerId));
    }

    private void requireNoneOf(String loadBalancerId) {
        if (has(loadBalancerId)) {
            throw new IllegalArgumentException("load balancer " + loadBalancerId + " is in the plan already");
        }
    }

    private static void requireNotLeftOut(boolean both, String loadBalancerId) {
        if (both) {
            throw new IllegalArgumentException("load balancer " + loadBalancerId
                    + " is named by withLoadBalancer(...) and by withoutLoadBalancer(...); expected one of them");
        }
    }

    /** @throws IllegalArgumentException if its id can't be one, or is that of another gate */
    void add(Gate gate) {
        String id = gate.id();
        if (id == null || !GATE_ID.matcher(id).matches() || id.equals(PlannedGate.HOLD)) {
            throw new IllegalArgumentException("the gate's id is '" + id + "'; expected 1 to 63 letters, digits, '.',"
                    + " '-' and '_', the first a letter or a digit, and not '" + PlannedGate.HOLD + "'");
        }
        if (gates.stream().anyMatch(known -> known.id().equals(id))) {
            throw new IllegalArgumentException("a gate '" + id + "' is in the plan already; expected another id");
        }
        gates.add(new PlannedGate(id, gate.takesApprovals(), gate));
    }

    PlanSpec spec() {
        return new PlanSpec(
                before.cluster(),
                before.workloads(),
                loadBalancers,
                target,
                new PoolSelection(poolIds, cycling, images, changes),
                probes,
                listeners,
                timing,
                drainPolicy,
                rollout,
                scheduler,
                new Durability(journal, lock, deadline, runId, acknowledged, ownPod),
                gates,
                scope,
                stepTimes,
                services,
                inventory);
    }
}
