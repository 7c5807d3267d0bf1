package io.github.evenkeel;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.roll.Roll;
import io.github.evenkeel.roll.RunSession;
import io.github.evenkeel.roll.RunningUpgrade;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What shall become of a cluster. A plan is a value: each method answers with another one, and none of them talks to
 * anybody but {@link #preview()} and {@link #rollNodes()}. Safe to share.
 *
 * <pre>{@code
 * try (Upgrade upgrade = UpgradePlan.forCluster(cluster, workloads)
 *         .withLoadBalancer(loadBalancer)
 *         .toVersion("v1.32.1")
 *         .rollNodes()) {
 *     UpgradeReport report = upgrade.await();
 * }
 * }</pre>
 */
public final class UpgradePlan {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final PlanSpec spec;

    private UpgradePlan(PlanSpec spec) {
        this.spec = spec;
    }

    /** Begins with the two sides of a cluster, its provider's and its own. */
    public static WithoutLoadBalancer forCluster(ManagedCluster cluster, Workloads workloads) {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(workloads, "workloads");
        return loadBalancer -> new UpgradePlan(new PlanSpec(
                cluster,
                workloads,
                List.of(Objects.requireNonNull(loadBalancer, "loadBalancer")),
                null,
                PoolSelection.ALL,
                List.of(),
                List.of(),
                Timing.defaults(),
                DrainPolicy.defaults(),
                new SystemScheduler(),
                Durability.NONE));
    }

    /** A plan that lacks what a roll without lost requests needs most. */
    @FunctionalInterface
    public interface WithoutLoadBalancer {
        /** Names the load balancer that sends traffic to the cluster's nodes. */
        UpgradePlan withLoadBalancer(LoadBalancer loadBalancer);
    }

    /**
     * Names one more load balancer that sends traffic to the cluster's nodes.
     *
     * @throws IllegalArgumentException if the plan has it already
     */
    public UpgradePlan withLoadBalancer(LoadBalancer loadBalancer) {
        if (spec.loadBalancers().stream().anyMatch(known -> known.id().equals(loadBalancer.id()))) {
            throw new IllegalArgumentException("load balancer " + loadBalancer.id() + " is in the plan already");
        }
        return with(edit -> edit.loadBalancers.add(loadBalancer));
    }

    /**
     * Sets the version to upgrade to: first the control plane, then the pools, then the nodes. Without one, the nodes
     * that lag behind their pool are rolled.
     *
     * @param version such as {@code v1.32.1}
     * @throws IllegalArgumentException if it is no version, or one was set before
     */
    public UpgradePlan toVersion(String version) {
        KubernetesVersion target = KubernetesVersion.parse(version);
        if (spec.target() != null) {
            throw new IllegalArgumentException("the version is " + spec.target() + " already, and can't be " + target);
        }
        return with(edit -> edit.target = target);
    }

    /**
     * Keeps to some node pools, wherever they lie. Without it, all that lie where the cluster does are rolled, one
     * after the other, and nodes of others stand in the way.
     *
     * @param poolIds identities for the provider; for OKE their OCIDs
     * @throws IllegalArgumentException if there are none
     */
    public UpgradePlan inNodePools(String... poolIds) {
        if (poolIds.length == 0) {
            throw new IllegalArgumentException("no node pool is named; leave inNodePools out to roll all of them");
        }
        return with(edit -> edit.poolIds.addAll(List.of(poolIds)));
    }

    /**
     * Names the image that the next nodes of a pool are made from, such as a custom one. Without it, a pool goes to the
     * newest image that the provider offers for the version, of the kind that the pool has.
     *
     * <p>If the pool has another image when the roll begins, all of its nodes that are not newer than the version are
     * rolled. If it has that image already, only those that lag behind by version are: which of the others were made
     * from it is not known.
     *
     * @param poolId identity for the provider; for OKE its OCID
     * @param imageId identity for the provider; for OKE the image's OCID
     * @throws IllegalArgumentException if the plan has an image for that pool
     */
    public UpgradePlan withNodeImage(String poolId, String imageId) {
        Objects.requireNonNull(poolId, "poolId");
        Objects.requireNonNull(imageId, "imageId");
        spec.pools().imageOf(poolId).ifPresent(image -> {
            throw new IllegalArgumentException(
                    "the image of node pool " + poolId + " is " + image + " already, and can't be " + imageId);
        });
        return with(edit -> edit.images.put(poolId, imageId));
    }

    /**
     * Has node cycling switched off in pools that have it on, by the same request that tells them the new version. With
     * it, the service would replace their nodes by itself, backends or not. Without this option, such a pool stands in
     * the way.
     */
    public UpgradePlan switchingNodeCyclingOff() {
        return with(edit -> edit.cycling = NodeCycling.ON);
    }

    /** Watches an application before, throughout and after; if it is not available, no further node is touched. */
    public UpgradePlan withProbe(AvailabilityProbe probe) {
        return with(edit -> edit.probes.add(probe));
    }

    /** Has events told to a listener. */
    public UpgradePlan withListener(UpgradeListener listener) {
        return with(edit -> edit.listeners.add(listener));
    }

    /** Sets how long things may take. */
    public UpgradePlan withTiming(Timing timing) {
        return with(edit -> edit.timing = timing);
    }

    /** Sets what may be lost when pods leave a node. */
    public UpgradePlan withDrainPolicy(DrainPolicy policy) {
        return with(edit -> edit.drainPolicy = policy);
    }

    /** Runs on another time than everybody's: for tests. */
    public UpgradePlan onScheduler(Scheduler scheduler) {
        return with(edit -> edit.scheduler = scheduler);
    }

    /**
     * Has the roll written down as it goes, so that {@link #recover()} can go on with it, in another process too.
     * Without one, nothing is kept.
     */
    public UpgradePlan withJournal(Journal journal) {
        return with(edit -> edit.journal = journal);
    }

    /**
     * Has one roll at a time on the cluster, among all that ask for the same lock. Without one, another roll is noticed
     * by the marks of its cordons alone, at the start and before each node: two that begin in the same moment may both
     * take a backend out, one after the other.
     */
    public UpgradePlan withLock(RunLock lock) {
        return with(edit -> edit.lock = lock);
    }

    /**
     * Sets a time for the whole roll. When it is over, the roll ends as if it were cancelled: before the deletion of a
     * node it is put back, after it it is finished. The default is none.
     *
     * <p>With a journal, {@link #recover()} goes on with what is left of the time if the process before it was killed,
     * as of its last step; time in which nobody was at work does not count. After a roll that came to an end of its
     * own, the time begins anew.
     *
     * @param time positive, a year at most
     * @throws IllegalArgumentException if it is not
     */
    public UpgradePlan withTimeout(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time for the whole roll is " + time
                    + "; needed is more than none, and a year at most; leave within out for no limit");
        }
        return with(edit -> edit.deadline = time);
    }

    /**
     * Has {@link #recover()} take the size that a pool was given by others while one of its nodes was replaced. Without
     * it, such a node stays unfinished: what is new in the pool can't be told from what replaces the node. If the pool
     * is smaller and no node comes any more, the node's backends are taken out.
     *
     * @param poolId identity for the provider
     * @param size that the pool has now; none if it was deleted
     * @throws IllegalArgumentException if it is negative
     */
    public UpgradePlan acceptingPoolSize(String poolId, int size) {
        Objects.requireNonNull(poolId, "poolId");
        if (size < 0) {
            throw new IllegalArgumentException("the size of " + poolId + " is " + size + "; needed is none or more");
        }
        return with(edit -> edit.acknowledged = edit.acknowledged.withPoolSize(poolId, size));
    }

    /**
     * Has {@link #recover()} go on without a backend set that others have deleted or renamed while a backend of it was
     * drained. Without it, such a node stays unfinished.
     *
     * @param loadBalancerId identity for the provider
     * @param backendSet its name, as it was
     */
    public UpgradePlan acceptingMissingBackendSet(String loadBalancerId, String backendSet) {
        Objects.requireNonNull(loadBalancerId, "loadBalancerId");
        Objects.requireNonNull(backendSet, "backendSet");
        return with(edit -> edit.acknowledged = edit.acknowledged.withMissingSet(loadBalancerId, backendSet));
    }

    /**
     * Looks at everything, the plan's journal included, and changes nothing anywhere. A run that goes on by that
     * journal is a blocker, and is not disturbed.
     *
     * @return what would be done now, and what stands in the way
     * @throws io.github.evenkeel.spi.ServiceException if the services did not answer within
     *     {@link CallTiming#preview()}, or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public Preview preview() {
        return new Roll(RunSession.toLook(spec)).preview();
    }

    /**
     * Looks once more, and begins.
     *
     * @return the roll, which goes on by itself
     * @throws PlanRefusedException if something stands in the way, such as another roll that is at work or, by the
     *     journal, unfinished; nothing was touched
     * @throws UpgradeException if the services did not answer for longer than the plan bears; nothing was touched
     */
    public Upgrade rollNodes() {
        return start(RunSession.anew(spec));
    }

    /**
     * Goes on with the roll that the journal tells of, wherever it ended: a node that was begun is finished first, then
     * the others follow. Begins a new roll if the journal tells of none.
     *
     * @return the roll, which goes on by itself
     * @throws PlanRefusedException if another one is at work, if the roll in the journal was one of another plan, whose
     *     differences are named, or if the plan has no journal; nothing was touched
     * @throws UpgradeException if the services did not answer for longer than the plan bears
     */
    public Upgrade recover() {
        return start(RunSession.toGoOn(spec));
    }

    private Upgrade start(RunSession session) {
        Roll roll = Roll.of(session);
        roll.prepare();
        return RunningUpgrade.start(spec.scheduler(), roll);
    }

    private UpgradePlan with(Consumer<PlanEdit> change) {
        PlanEdit edit = new PlanEdit(spec);
        change.accept(edit);
        return new UpgradePlan(edit.spec());
    }
}
