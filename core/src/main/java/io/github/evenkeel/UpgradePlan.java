package io.github.evenkeel;

import io.github.evenkeel.roll.Roll;
import io.github.evenkeel.roll.RunningUpgrade;
import io.github.evenkeel.roll.SessionOpening;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Immutable description of an upgrade. Each configuration method returns a new plan: it adds a load balancer, a probe,
 * a listener or a node pool, and replaces any other value that was set before. It refuses null. Only
 * {@link #preview()}, {@link #rollNodes()} and {@link #recover()} call services. Safe for use by any thread.
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
public final class UpgradePlan extends PlannedVersions {
    static {
        PlanScheduler.register(UpgradePlan.class, UpgradePlan::onScheduler);
    }

    private final PlanSpec spec;

    private UpgradePlan(PlanSpec spec) {
        this.spec = spec;
    }

    /** Begins a plan with the provider's and the Kubernetes side of a cluster. */
    public static LoadBalancerStage<UpgradePlan> forCluster(ManagedCluster cluster, Workloads workloads) {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(workloads, "workloads");
        return new LoadBalancerStage<>(
                loadBalancers -> new UpgradePlan(PlanSpec.defaults(cluster, workloads, loadBalancers)),
                services -> new UpgradePlan(PlanSpec.defaults(cluster, workloads, List.of()))
                        .withServiceLoadBalancers(services));
    }

    /**
     * Limits the roll to some node pools, in any compartment. Without it, the roll covers all pools in the cluster's
     * compartment, one after the other, and a node of another pool blocks it.
     *
     * @param poolIds identities for the provider; for OKE their OCIDs
     * @throws IllegalArgumentException if none is given
     */
    public UpgradePlan withNodePools(String... poolIds) {
        Objects.requireNonNull(poolIds, "poolIds");
        return with(edit -> edit.add(List.of(poolIds)));
    }

    /**
     * Adds a probe, which watches an application before, during and after the roll. While it is not available, the roll
     * begins no further node.
     */
    public UpgradePlan withProbe(AvailabilityProbe probe) {
        Objects.requireNonNull(probe, "probe");
        return with(edit -> edit.probes.add(probe));
    }

    /**
     * Adds a gate. The roll asks all gates before the control plane, each pool, each wave and each node, and waits
     * until all proceed; and before the deletion of a node, which it puts back if one does not.
     *
     * @throws IllegalArgumentException if its id can't be one, or is that of another gate
     */
    public UpgradePlan withGate(Gate gate) {
        Objects.requireNonNull(gate, "gate");
        return with(edit -> edit.add(gate));
    }

    /** Adds a listener. */
    public UpgradePlan withListener(UpgradeListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(edit -> edit.listeners.add(listener));
    }

    /** Sets timeouts and intervals. */
    public UpgradePlan withTiming(Timing timing) {
        return with(edit -> edit.timing = Objects.requireNonNull(timing, "timing"));
    }

    /** Sets which pods are evicted, in what order, and which data may be lost. */
    public UpgradePlan withDrainPolicy(DrainPolicy policy) {
        return with(edit -> edit.drainPolicy = Objects.requireNonNull(policy, "policy"));
    }

    /** Sets which nodes are rolled at once, and in what order. The default is one at a time. */
    public UpgradePlan withRollout(Rollout rollout) {
        return with(edit -> edit.rollout = Objects.requireNonNull(rollout, "rollout"));
    }

    /** Sets how long steps take, for the {@link Preview#forecast}. The default is {@link StepTimes#assumed()}. */
    public UpgradePlan withStepTimes(StepTimes times) {
        return with(edit -> edit.stepTimes = Objects.requireNonNull(times, "times"));
    }

    private UpgradePlan onScheduler(Scheduler scheduler) {
        return with(edit -> edit.scheduler = scheduler);
    }

    /**
     * Records the roll in a journal, so that {@link #recover()} can continue it, also in another process. Without one,
     * nothing is recorded.
     */
    public UpgradePlan withJournal(Journal journal) {
        Objects.requireNonNull(journal, "journal");
        return with(edit -> edit.journal = journal);
    }

    /**
     * Allows one roll at a time on the cluster, among all that use the same lock. Without one, a roll detects another
     * only by the mark on a cordon, at the start and before each node: two that begin at the same moment may each drain
     * a backend.
     */
    public UpgradePlan withLock(RunLock lock) {
        Objects.requireNonNull(lock, "lock");
        return with(edit -> edit.lock = lock);
    }

    /**
     * Names the pod in which this process runs, if a node of the cluster has it. That node goes last, and the pod's
     * eviction hands the roll over: {@link Upgrade#await()} throws {@link RunHandedOverException}, and the next pod
     * calls {@link #recover()}. For that the plan needs a lock, and a journal of {@link Journal.Scope#CLUSTER}.
     */
    public UpgradePlan withOwnPod(String namespace, String name) {
        OwnPod own = new OwnPod(namespace, name);
        return with(edit -> edit.ownPod = own);
    }

    /**
     * Gives the next roll an id of the caller's, for {@link #recover()} to know it by. Without one, each roll has a
     * random id. A second call replaces the first.
     *
     * @param runId 1 to 63 letters, digits, dots, hyphens and underscores, of which the first is a letter or a digit;
     *     it does not begin with {@code drain}, by which drains of single nodes are known
     * @throws IllegalArgumentException if it is not so
     */
    public UpgradePlan withRunId(String runId) {
        Objects.requireNonNull(runId, "runId");
        return with(edit -> edit.name(runId));
    }

    /**
     * Sets a limit for the whole roll. When it is over, the roll ends as if it were cancelled: it restores a node that
     * is not deleted yet, and completes the replacement of one that is. The default is no limit.
     *
     * <p>With a journal, {@link #recover()} continues a killed process's roll with the time that was left at its last
     * step; time in which no process ran does not count. After a roll that ended on its own, the limit starts anew.
     *
     * @param time positive, a year at most
     * @throws IllegalArgumentException if it is not
     */
    public UpgradePlan withTimeout(Duration time) {
        Objects.requireNonNull(time, "time");
        return with(edit -> edit.limit(time));
    }

    /**
     * Lets {@link #recover()} accept the size that a user or an autoscaler gave a pool during the replacement of one of
     * its nodes. Without it, such a node stays unfinished, as the roll can't tell the replacement from other new nodes.
     * If the pool is smaller and no replacement comes, the roll removes the node's backends.
     *
     * @param poolId identity for the provider
     * @param size that the pool has now; none if it was deleted
     * @throws IllegalArgumentException if it is negative
     */
    public UpgradePlan withAcceptedPoolSize(String poolId, int size) {
        Objects.requireNonNull(poolId, "poolId");
        return with(edit -> edit.acknowledged = edit.acknowledged.withPoolSize(poolId, size));
    }

    /**
     * Lets {@link #recover()} continue without a backend set that another client deleted or renamed while one of its
     * backends was drained. Without it, such a node stays unfinished.
     *
     * @param loadBalancerId identity for the provider
     * @param backendSet the name that it had
     */
    public UpgradePlan withAcceptedMissingBackendSet(String loadBalancerId, String backendSet) {
        Objects.requireNonNull(loadBalancerId, "loadBalancerId");
        Objects.requireNonNull(backendSet, "backendSet");
        return with(edit -> edit.acknowledged = edit.acknowledged.withMissingSet(loadBalancerId, backendSet));
    }

    /**
     * Reads all states, the plan's journal included, and changes nothing. A run that still writes to that journal is a
     * blocker, and continues undisturbed.
     *
     * @return what a roll would do now, and what blocks it
     * @throws io.github.evenkeel.spi.ServiceException if the services did not answer within
     *     {@link CallTiming#preview()}, or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public Preview preview() {
        return new Roll(SessionOpening.toLook(spec)).preview();
    }

    /**
     * Starts the roll, and returns at once. On its own thread, the roll takes the lock, reads the journal and checks
     * everything once more: {@link Upgrade#await()} throws if there is a blocker. To know beforehand, see
     * {@link #preview()}.
     *
     * @return the handle of the running roll
     */
    public Upgrade rollNodes() {
        return RunningUpgrade.begin(spec);
    }

    /**
     * Continues the roll that the journal records, wherever it ended, and returns at once: the roll finishes the node
     * that was begun, then the others. Starts a new roll if the journal records none that has not ended.
     *
     * <p>With {@link #withRunId}, an ended roll of that id does not start again: the handle has its report, as far as
     * the journal has it (the outcome, and the replaced nodes without their steps), or the exception with which it
     * ended. So a caller can repeat the call after a lost response. An unfinished roll of another id is refused.
     *
     * @return the handle of the running roll; {@link Upgrade#await()} throws {@link PlanRefusedException} if another
     *     roll is running, if the journal records the roll of another plan, whose differences are named, or if the plan
     *     has no journal
     */
    public Upgrade recover() {
        return RunningUpgrade.recover(spec);
    }

    @Override
    UpgradePlan with(Consumer<PlanEdit> change) {
        PlanEdit edit = new PlanEdit(spec);
        change.accept(edit);
        return new UpgradePlan(edit.spec());
    }
}
