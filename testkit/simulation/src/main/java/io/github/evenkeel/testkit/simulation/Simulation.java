package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import io.github.evenkeel.testkit.simulation.world.EventLog;
import io.github.evenkeel.testkit.simulation.world.Fault;
import io.github.evenkeel.testkit.simulation.world.Faults;
import io.github.evenkeel.testkit.simulation.world.Runners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Simulates one roll of a cluster. The seed determines all of it: the cluster, its events and its faults. A run takes
 * some milliseconds, and the same seed gives the same run.
 *
 * <pre>{@code
 * SimulatedRun run = Simulation.of(42).planned(plan -> plan.withListener(listener)).run();
 * }</pre>
 *
 * <p>Each method returns this simulation; not thread-safe. Any number of simulations may run concurrently.
 */
public final class Simulation {
    private static final int FEWEST_NODES = 2;
    private static final int MOST_NODES = 4;
    private static final int JOURNALLED_ONE_IN = 4;
    private static final int HALF_DONE_ONE_IN = 6;
    private static final int LIMITED_ONE_IN = 12;
    private static final int LOOKS_ONE_IN = 6;
    private static final int SURGING_ONE_IN = 6;
    private static final int TAINTING_ONE_IN = 6;

    /** Of those with a journal. */
    private static final int IN_CLUSTER_ONE_IN = 4;

    private final long seed;
    private boolean faultsStay;
    private int nodes;
    private boolean logged;
    private Timing timing = Timing.defaults();
    private Change change = Change.UPGRADE;
    private Rollout rollout = Rollout.oneAtATime();
    private boolean faulty = true;
    private @Nullable Duration pastBudgets;
    private boolean inCluster;
    private boolean surging;
    private Exposure exposure = Exposure.BACKEND_SETS;
    private Stage.Records records = Stage.Records.NONE;
    private final List<Consumer<Runners>> kills = new ArrayList<>();
    private final List<Integer> cancels = new ArrayList<>();
    private final List<Consumer<Faults>> named = new ArrayList<>();
    private UnaryOperator<UpgradePlan> plan = UnaryOperator.identity();
    private UnaryOperator<ManagedCluster> cluster = UnaryOperator.identity();
    private UnaryOperator<Workloads> workloads = UnaryOperator.identity();
    private UnaryOperator<LoadBalancer> loadBalancer = UnaryOperator.identity();

    private Simulation(long seed) {
        this.seed = seed;
        nodes = new Draw(seed, "nodes").between(FEWEST_NODES, MOST_NODES);
        faultsStay = seed % 2 != 0;
        if (new Draw(seed, "records").oneIn(JOURNALLED_ONE_IN)) {
            records = Stage.Records.JOURNAL_AND_LOCK;
        }
    }

    /** That of a seed. With even seeds, faults heal some time; with odd ones they stay. */
    public static Simulation of(long seed) {
        return new Simulation(seed);
    }

    /** Faults stay, whatever the seed. */
    public Simulation liveness() {
        faultsStay = true;
        return this;
    }

    /** Nothing goes wrong. */
    public Simulation withoutFaults() {
        faulty = false;
        return this;
    }

    /**
     * This fault, wherever it can strike, and no other than those that are named so.
     *
     * @param times how often it strikes, at most
     */
    public Simulation withFault(Fault fault, int times) {
        named.add(faults -> faults.with(fault, null, times));
        return this;
    }

    /**
     * This fault, at the first calls of one operation, and no other than those that are named so.
     *
     * @param times at how many calls, at most
     */
    public Simulation withFault(Fault fault, Call call, int times) {
        named.add(faults -> faults.with(fault, call, times));
        return this;
    }

    /** The roll keeps a journal and a lock, so that another process can go on with it. */
    public Simulation journalled() {
        records = Stage.Records.JOURNAL_AND_LOCK;
        return this;
    }

    /** The roll's processes are in pods of the cluster, one after the other. It keeps a journal and a lock. */
    public Simulation inCluster() {
        inCluster = true;
        return journalled();
    }

    /**
     * The process that makes this call is killed before the call arrives; some time later another one goes on.
     *
     * @param call the first call of all processes together being 1
     */
    public Simulation killedBeforeCall(int call) {
        kills.add(runners -> runners.killBefore(call));
        return journalled();
    }

    /** The same once the call has had its effect, and before its answer comes. */
    public Simulation killedAfterCall(int call) {
        kills.add(runners -> runners.killAfter(call));
        return journalled();
    }

    /** Pods that their budgets have held for so long are deleted, as the plan says so. */
    public Simulation deletingPastBudgetsAfter(Duration held) {
        pastBudgets = held;
        return this;
    }

    /** There are Deployments of one replica, and the plan says that they are surged. */
    public Simulation surgingSingleReplicas() {
        surging = true;
        return this;
    }

    /**
     * The roll is cancelled when this call is made.
     *
     * @param call the first call being 1
     */
    public Simulation cancelledAtCall(int call) {
        cancels.add(call);
        return this;
    }

    /** A cluster of so many nodes, instead of a number that is drawn. */
    public Simulation nodes(int number) {
        nodes = number;
        return this;
    }

    /** Rolls with this timing, instead of the defaults. */
    public Simulation timing(Timing times) {
        timing = times;
        return this;
    }

    /** Rolls by these rules, instead of one node at a time. The invariants hold the roll to them. */
    public Simulation rollout(Rollout rules) {
        rollout = rules;
        return this;
    }

    /** Upgrades, replaces some nodes, gives pools the newest image or rolls them back, as is drawn. */
    public Simulation drawnChange() {
        return change(PlannedChange.draw(new Draw(seed, "kind of change")));
    }

    Simulation change(Change kind) {
        change = kind;
        return this;
    }

    /** Rolls by rules that are drawn among all options of the API but surge. */
    public Simulation drawnRolloutWithoutSurge() {
        return rollout(DrawnRollout.withoutSurge(new Draw(seed, "rollout")));
    }

    /** Rolls by rules that are drawn among all options of the API. */
    public Simulation drawnRollout() {
        return rollout(DrawnRollout.of(new Draw(seed, "rollout")));
    }

    /** Requests reach the nodes in that way, instead of through backend sets that were made by hand. */
    public Simulation exposed(Exposure way) {
        exposure = way;
        return this;
    }

    /** Requests reach the nodes in a way that is drawn. */
    public Simulation drawnExposure() {
        return exposed(new Draw(seed, "exposure").oneOf(List.of(Exposure.values())));
    }

    /** Changes the plan before it is carried out: other listeners, probes, a drain policy. */
    public Simulation planned(UnaryOperator<UpgradePlan> change) {
        plan = change;
        return this;
    }

    /** Has the roll see the provider's side through a port of the caller's own. */
    public Simulation clusterThrough(UnaryOperator<ManagedCluster> wrapper) {
        cluster = wrapper;
        return this;
    }

    /** Has the roll see the Kubernetes side through a port of the caller's own. */
    public Simulation workloadsThrough(UnaryOperator<Workloads> wrapper) {
        workloads = wrapper;
        return this;
    }

    /** Has the roll see each load balancer through a port of the caller's own. */
    public Simulation loadBalancerThrough(UnaryOperator<LoadBalancer> wrapper) {
        loadBalancer = wrapper;
        return this;
    }

    /** Keeps a line for each event; without this, only a violation brings them. */
    public Simulation logged() {
        logged = true;
        return this;
    }

    /**
     * Runs it, on the calling thread and some daemon threads.
     *
     * @throws Violation if an invariant did not hold, the run never came to an end, or it ended with anything that is
     *     no {@link io.github.evenkeel.EvenkeelException}
     */
    public SimulatedRun run() {
        try {
            return run(logged ? EventLog.kept() : EventLog.none());
        } catch (RuntimeException | Error first) {
            EventLog log = EventLog.kept();
            Throwable again = first;
            try {
                run(log);
            } catch (RuntimeException | Error e) {
                again = e;
            }
            throw new Violation(seed, again, log.lines());
        }
    }

    private Faults faults() {
        Faults faults = drawn() ? Faults.of(seed) : Faults.none(seed);
        if (drawn() && exposure.hasServices()) {
            faults.aroundServices(new Draw(seed, "faults around services"));
        }
        named.forEach(one -> one.accept(faults));
        return faults;
    }

    private boolean isTainting() {
        return drawn() && new Draw(seed, "tainting").oneIn(TAINTING_ONE_IN);
    }

    private boolean drawn() {
        return faulty && named.isEmpty();
    }

    private boolean halfDone() {
        return drawn() && new Draw(seed, "half done").oneIn(HALF_DONE_ONE_IN);
    }

    /** Whether the caller looks before the run begins. Several processes don't: one may be at work meanwhile. */
    private boolean looks(Stage.Records kept) {
        return drawn()
                && kept == Stage.Records.NONE
                && within() == null
                && cancels.isEmpty()
                && new Draw(seed, "looks").oneIn(LOOKS_ONE_IN);
    }

    private boolean isInCluster(Stage.Records kept) {
        return inCluster
                || (drawn()
                        && kept == Stage.Records.JOURNAL_AND_LOCK
                        && new Draw(seed, "in cluster").oneIn(IN_CLUSTER_ONE_IN));
    }

    private @Nullable Duration within() {
        Draw draw = new Draw(seed, "within");
        return drawn() && draw.oneIn(LIMITED_ONE_IN) ? Duration.ofNanos(draw.seconds(60, 7200)) : null;
    }

    private SimulatedRun run(EventLog log) {
        Faults faults = faults();
        Stage.Records kept = faults.needJournal() ? Stage.Records.JOURNAL_AND_LOCK : records;
        return new Stage(
                        seed,
                        new Stage.Scene(
                                change,
                                nodes,
                                timing,
                                isTainting() ? rollout.taintingOutdatedNodes() : rollout,
                                faultsStay,
                                kept,
                                isInCluster(kept),
                                kills,
                                cancels,
                                halfDone(),
                                looks(kept),
                                within(),
                                pastBudgets,
                                surging || (drawn() && new Draw(seed, "surging").oneIn(SURGING_ONE_IN)),
                                exposure),
                        new Stage.Wrapping(plan, cluster, workloads, loadBalancer),
                        faults,
                        log)
                .run();
    }
}
