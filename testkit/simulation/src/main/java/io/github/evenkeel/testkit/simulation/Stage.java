package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.LoadBalancerStage;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunHandedOverException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.simulation.invariant.Ending;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.InvariantBroken;
import io.github.evenkeel.testkit.simulation.invariant.Invariants;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.time.VirtualTime;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.EndState;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import io.github.evenkeel.testkit.simulation.world.Deployments;
import io.github.evenkeel.testkit.simulation.world.EventLog;
import io.github.evenkeel.testkit.simulation.world.Fault;
import io.github.evenkeel.testkit.simulation.world.Faults;
import io.github.evenkeel.testkit.simulation.world.Layout;
import io.github.evenkeel.testkit.simulation.world.Leftovers;
import io.github.evenkeel.testkit.simulation.world.Runners;
import io.github.evenkeel.testkit.simulation.world.Services;
import io.github.evenkeel.testkit.simulation.world.SimulatedBalancer;
import io.github.evenkeel.testkit.simulation.world.SimulatedCluster;
import io.github.evenkeel.testkit.simulation.world.SimulatedGate;
import io.github.evenkeel.testkit.simulation.world.SimulatedInventory;
import io.github.evenkeel.testkit.simulation.world.SimulatedJournal;
import io.github.evenkeel.testkit.simulation.world.SimulatedLock;
import io.github.evenkeel.testkit.simulation.world.SimulatedServiceBalancers;
import io.github.evenkeel.testkit.simulation.world.SimulatedWorkloads;
import io.github.evenkeel.testkit.simulation.world.Witness;
import io.github.evenkeel.testkit.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sets up one world, lets the engine roll it, and checks the result. Used once. */
final class Stage {
    private static final int PROBED_ONE_IN = 6;
    private static final int GATED_ONE_IN = 6;
    private static final int SECOND_INTERFACES_ONE_IN = 6;
    private static final int SEVERAL_DOMAINS_ONE_IN = 3;

    /** The next pod may come to a node that is rolled, too. */
    private static final int MOST_HAND_OVERS = 4;

    /** How many of the processes that go on for another one are given another plan, by mistake. */
    private static final int OTHER_PLAN_ONE_IN = 6;

    /** More than from the end of one process to the work of the next, or than one stands still. */
    private static final long PAUSE = Duration.ofMinutes(15).toNanos();

    /** As many as a fault may strike in one run, and one for what is more than a pause. */
    private static final int MOST_PAUSES = 4;

    private final long seed;
    private final Wrapping wrapping;
    private final Scene scene;
    private final Faults faults;
    private final EventLog log;
    private final VirtualTime time;
    private final Invariants invariants;
    private final Truth truth;
    private final World world;
    private final @Nullable SimulatedJournal journal;
    private final Draw other;
    private final UnaryOperator<UpgradePlan> change;
    private boolean begun;
    private @Nullable Ending ending;

    /** What is rolled, and how. */
    record Scene(
            Change change,
            int nodes,
            Timing timing,
            Rollout rollout,
            boolean faultsStay,
            Records records,
            boolean inCluster,
            List<Consumer<Runners>> kills,
            List<Integer> cancels,
            boolean halfDone,
            boolean looks,
            @Nullable Duration within,
            @Nullable Duration pastBudgets,
            boolean surging,
            Exposure exposure) {}

    /** The parts that record the run. */
    enum Records {
        NONE,
        JOURNAL_AND_LOCK
    }

    /** What an embedder puts between the engine and the world. */
    record Wrapping(
            UnaryOperator<UpgradePlan> plan,
            UnaryOperator<ManagedCluster> cluster,
            UnaryOperator<Workloads> workloads,
            UnaryOperator<LoadBalancer> loadBalancer) {}

    Stage(long seed, Scene scene, Wrapping wrapping, Faults faults, EventLog log) {
        this.seed = seed;
        this.scene = scene;
        this.wrapping = wrapping;
        this.faults = faults;
        this.log = log;
        other = new Draw(seed, "other plan");
        time = new VirtualTime(new Draw(seed, "order"));
        Bounds bounds = new Bounds(
                scene.timing(), scene.nodes(), scene.rollout(), scene.change().hops(), scene.exposure());
        long healAt = new Draw(seed, "healing").seconds(30, 2400);
        long once = scene.faultsStay() ? bounds.underFaults() : healAt + bounds.afterFaults();
        int processes =
                1 + scene.kills().size() + faults.ofRunners().size() + (scene.inCluster() ? MOST_HAND_OVERS : 0);
        long end = (once + PAUSE) * processes + (scene.looks() ? bounds.underFaults() : 0);
        Duration within = scene.within();
        if (within != null && processes == 1) {
            end = Math.min(end, PAUSE * MOST_PAUSES + within.toNanos() + bounds.ofCancel());
        }
        invariants = new Invariants(scene.timing(), end, bounds.ofCancel(), scene.faultsStay());
        truth = new Truth(scene.change(), scene.timing().loadBalancer()::connectionDrain);
        truth.rollsBy(scene.rollout());
        world = new World(time, truth, new Draw(seed, "world"), faults, invariants, log);
        Draw interfaces = new Draw(seed, "interfaces");
        truth.secondInterfaces = interfaces.oneIn(SECOND_INTERFACES_ONE_IN);
        truth.bothInKubernetes = truth.secondInterfaces && interfaces.oneIn(2);
        truth.exposure = scene.exposure();
        Layout.into(world, truth.controlPlane, scene.nodes(), domains(), scene.inCluster());
        if (scene.surging()) {
            truth.surging = true;
            Deployments.into(world, new Draw(seed, "single replicas"));
        }
        if (scene.exposure().hasServices()) {
            Services.into(world, new Draw(seed, "services"));
        }
        if (scene.halfDone()) {
            Leftovers.into(world, new Draw(seed, "leftovers"));
        }
        if (!scene.faultsStay()) {
            world.healAfter(healAt);
        }
        world.endBy(end);
        journal = scene.records() == Records.NONE ? null : new SimulatedJournal(world);
        change = PlannedChange.in(truth, new Draw(seed, "change"), journal == null);
        scene.kills().forEach(kill -> kill.accept(world.runners()));
        scene.cancels().forEach(world::cancelAt);
    }

    /** Two, in worlds that have two machines at least in the one where volumes are. */
    private int domains() {
        return scene.nodes() > 2 && new Draw(seed, "domains").oneIn(SEVERAL_DOMAINS_ONE_IN) ? 2 : 1;
    }

    SimulatedRun run() {
        time.run(this::roll);
        Ending how = ending;
        if (how == null) {
            throw new IllegalStateException("the roll left no ending");
        }
        return new SimulatedRun(
                seed,
                how.outcome(),
                how.report(),
                Duration.ofNanos(time.nanos()),
                time.happened(),
                invariants.checks(),
                faults.injected(),
                world.runners().calls(),
                world.runners().writes(),
                EndState.of(truth),
                log.lines());
    }

    private void roll() {
        Ending how = journal == null ? outcome() : Ending.of(world.runners().run(this::outcome, scene.nodes()));
        world.ended(how, scene.within() == null);
        ending = how;
    }

    /** A look of the caller's own. What it comes to is no matter: the run looks again. */
    private void maybeLook() {
        if (!scene.looks()) {
            return;
        }
        invariants.looks();
        try {
            plan().preview();
        } catch (ServiceException servicesFail) {
            return; // and the run begins all the same
        } finally {
            invariants.hasLooked();
        }
    }

    private Ending outcome() {
        maybeLook();
        try (Upgrade upgrade = begin(plan())) {
            world.begun(upgrade);
            return new Ending(Outcome.COMPLETED, upgrade.await(), null);
        } catch (PlanRefusedException e) {
            return new Ending(Outcome.REFUSED, null, e.getMessage());
        } catch (RunCancelledException e) {
            return new Ending(Outcome.CANCELLED, e.upgradeReport().orElse(null), e.getMessage());
        } catch (RunHandedOverException e) {
            return new Ending(Outcome.HANDED_OVER, e.upgradeReport().orElse(null), e.getMessage());
        } catch (EvenkeelException e) {
            return new Ending(Outcome.STOPPED, e.upgradeReport().orElse(null), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the simulation's own thread was interrupted", e);
        } catch (RuntimeException e) {
            throw InvariantBroken.byTheEngine(e);
        }
    }

    private Upgrade begin(UpgradePlan plan) {
        if (journal == null) {
            return plan.rollNodes();
        }
        boolean ended = truth.journal != null
                && truth.journal.getOrDefault("run", "").contains("&state=ENDED")
                && faults.include(Fault.BEGUN_AGAIN);
        boolean anew = ended || (!begun && new Draw(seed, "begin").oneIn(2));
        begun = true;
        UpgradePlan kept = plan.withJournal(journal).withLock(new SimulatedLock(world));
        return anew ? kept.rollNodes() : kept.recover();
    }

    /** Certainly: else another plan would be as good as the first. */
    private boolean goesOn() {
        String run = truth.journal == null ? null : truth.journal.get("run");
        return begun && run != null && run.contains("&state=UNDERWAY") && !faults.include(Fault.DOUBLED);
    }

    private static List<LoadBalancer> rest(List<LoadBalancer> balancers) {
        return balancers.isEmpty() ? balancers : balancers.subList(1, balancers.size());
    }

    private UpgradePlan plan() {
        boolean found = scene.exposure().hasServices() && scene.exposure() != Exposure.NAMED_SERVICES;
        List<LoadBalancer> balancers = truth.balancers.stream()
                .filter(balancer -> balancer.service == null || !found)
                .map((Balancer balancer) -> wrapping.loadBalancer().apply(new SimulatedBalancer(world, balancer)))
                .toList();
        Witness witness = new Witness(world);
        LoadBalancerStage<UpgradePlan> first = UpgradePlan.forCluster(
                wrapping.cluster().apply(new SimulatedCluster(world)),
                wrapping.workloads().apply(new SimulatedWorkloads(world)));
        ServiceLoadBalancers finder = new SimulatedServiceBalancers(world, wrapping.loadBalancer());
        UpgradePlan plan = PlanScheduler.onScheduler(
                        change.apply(
                                        balancers.isEmpty()
                                                ? first.withServiceLoadBalancers(finder)
                                                : first.withLoadBalancer(balancers.get(0)))
                                .withRollout(scene.rollout())
                                .withTiming(scene.timing()),
                        time)
                .withListener(witness.quickOne());
        boolean another = goesOn() && other.oneIn(OTHER_PLAN_ONE_IN);
        for (LoadBalancer more : another ? List.<LoadBalancer>of() : rest(balancers)) {
            plan = plan.withLoadBalancer(more);
        }
        if (found && !another) {
            plan = plan.withServiceLoadBalancers(finder);
        }
        if (scene.exposure().hasServices()) {
            plan = plan.withLoadBalancerInventory(new SimulatedInventory(world));
        }
        if (faults.include(Fault.LISTENER_SLOW)) {
            time.letListenersWait();
            plan = plan.withListener(witness.slowOne());
        }
        boolean probed = seed % PROBED_ONE_IN == 0
                || faults.includeAny(Fault.PROBE_FAILS, Fault.PROBE_THROWS, Fault.PROBE_HANGS);
        if (probed) {
            plan = plan.withProbe(world.probe());
        }
        truth.gated = seed % GATED_ONE_IN == 1 || faults.includeAny(Fault.GATE_FAILS, Fault.GATE_CLOSES);
        if (truth.gated) {
            plan = plan.withGate(new SimulatedGate(world));
        }
        Duration held = scene.pastBudgets();
        DrainPolicy policy = DrainPolicy.defaults();
        if (held != null) {
            truth.budgetsMayBePassed = true;
            policy = policy.overridingBudgetsAfter(held);
        }
        plan = plan.withDrainPolicy(scene.surging() ? policy.surgingSingleReplicas(PodSelector.ALL) : policy);
        Duration within = scene.within();
        if (within != null) {
            plan = plan.withTimeout(within);
        }
        Optional<SimulatedPod> ownPod = world.runners().ownPod();
        if (ownPod.isPresent()) {
            plan = plan.withOwnPod(ownPod.get().app.namespace, ownPod.get().name);
        }
        return wrapping.plan().apply(plan);
    }
}
