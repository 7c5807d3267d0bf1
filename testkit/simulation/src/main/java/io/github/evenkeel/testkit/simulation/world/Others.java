package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Other clients and events during a run: users, autoscalers, and failures. */
final class Others {
    private static final long RESTART_SHORTEST = 2;
    private static final long SCAN_INTERVAL = 10_000_000_000L;
    private static final int SCANS = 60;

    /**
     * How often an operator resumes a run whose process has ended meanwhile, until another one has read its journal.
     */
    private static final int MOST_RESUMES = 30;

    private static final long AGAIN = 60_000_000_000L;

    /** What they do while a process stands still, or there is none. */
    private static final List<Fault> MEANWHILE = List.of(
            Fault.CORDONED,
            Fault.UNCORDONED,
            Fault.MACHINE_REPLACED,
            Fault.BACKEND_RESTORED,
            Fault.BACKEND_EDITED,
            Fault.BACKEND_DRAINED,
            Fault.HEALTH_FLAPS,
            Fault.POOL_BUSY,
            Fault.POOL_RESIZED);

    private final World world;
    private final BalancerEdits edits;
    private final LockRequests lockRequests;
    private final PriorityQueue<Planned> atCalls = new PriorityQueue<>(Comparator.comparingInt(Planned::number));
    private final PriorityQueue<Planned> atLooks = new PriorityQueue<>(Comparator.comparingInt(Planned::number));
    private @Nullable Upgrade upgrade;
    private int calls;
    private int looks;
    private long apiServerBackAt;
    private boolean occupied;
    private @Nullable Machine underway;

    /** Event that is bound to a call of the run, so that it may come between any two calls. */
    private record Planned(int number, Fault fault) {}

    Others(World world) {
        this.world = world;
        edits = new BalancerEdits(world);
        lockRequests = new LockRequests(world);
    }

    /** Draws when they act: between any two calls, just after a look that may be the last, or at any time. */
    void begin(int nodes) {
        boolean oneProcess = world.faults.ofRunners().isEmpty();
        for (Fault fault : world.faults.inTheWorld()) {
            if ((fault == Fault.CANCELLED || fault == Fault.PAUSED) && !oneProcess) {
                continue; // a process that goes on for another one knows nothing of what that was asked
            }
            plan(fault, nodes);
        }
        world.faults.ofControllers().forEach(fault -> plan(fault, nodes));
    }

    private void plan(Fault fault, int nodes) {
        switch (world.draw.below(3)) {
            case 0 -> atCalls.add(new Planned(world.draw.between(1, 40 + 120 * nodes), fault));
            case 1 -> atLooks.add(new Planned(world.draw.between(1, 10 + 20 * nodes), fault));
            default -> world.after(world.draw.seconds(1, 300 * nodes), "OTHERS", fault, () -> strike(fault));
        }
    }

    void begun(Upgrade one) {
        upgrade = one;
    }

    /** The run is cancelled at this call, the first being 1. */
    void cancelAt(int call) {
        atCalls.add(new Planned(call, Fault.CANCELLED));
    }

    /** The run makes a call. */
    void called(Call call) {
        strikeIfDue(atCalls, ++calls);
        if (call == Call.READ_NODE
                || call == Call.DESCRIBE_BALANCER
                || call == Call.BALANCER_REQUESTS
                || (call == Call.CLUSTER_REQUESTS && underway != null)) {
            strikeIfDue(atLooks, ++looks);
        }
    }

    private void strikeIfDue(PriorityQueue<Planned> planned, int now) {
        Planned next = planned.peek();
        if (next != null && now >= next.number) {
            planned.poll();
            world.log.add(world.truth.now, "OTHERS", next.fault);
            strike(next.fault);
            world.settle();
            world.time.sleep(1); // whatever the run asks for from here on, it asks for after that
        }
    }

    /** The run takes a node out of its work, or goes on with it. */
    void acted(Act act) {
        if (act instanceof Act.Cordon cordon) {
            underway = cordon.machine();
        } else if (act instanceof Act.Write write) {
            underway = world.truth.at(write.before().address());
        }
    }

    /** While no process runs, sometimes something happens to the unfinished node. */
    void actWithin(long nanos) {
        if (world.faults.withOthers() && world.draw.oneIn(3)) {
            Fault fault = world.draw.oneOf(MEANWHILE);
            world.after(world.draw.millis(0, (int) (nanos / 1_000_000)), "OTHERS", fault, () -> strike(fault));
        }
    }

    boolean apiServerIsDown() {
        return world.truth.now < apiServerBackAt;
    }

    private void strike(Fault fault) {
        if (world.faults.healed() && fault != Fault.CANCELLED) {
            return;
        }
        boolean done =
                switch (fault) {
                    case API_SERVER_RESTART -> restartApiServer();
                    case BUDGET_BLOCKS -> blockBudget();
                    case POOL_RESIZED -> resize();
                    case POOL_SHRUNK -> shrink(machine(one -> one.remains() && one.pool.size > 1));
                    case SCALED_DOWN -> scaleDown(SCANS);
                    case POOL_BUSY -> occupyPool();
                    case GATE_CLOSES -> closeGate();
                    case UNCORDONED -> uncordon();
                    case CORDONED -> cordon();
                    case BACKEND_RESTORED,
                            BACKEND_WEIGHED,
                            BACKEND_EDITED,
                            BACKEND_DRAINED,
                            BACKEND_OFFLINE,
                            BACKENDS_REWRITTEN,
                            BACKEND_ADDED,
                            BACKEND_REMOVED -> edits.ask(fault, underway, () -> strike(fault));
                    case MACHINE_REPLACED -> replaceMachine();
                    case HEALTH_FLAPS -> flapHealth();
                    case CLOCK_JUMPS -> jump();
                    case PAUSED -> pause();
                    case CANCELLED -> cancel();
                    case REQUESTED -> lockRequests.write();
                    case CONTROLLER_SLOW, CONTROLLER_PAUSES, CONTROLLER_STOPS, CONTROLLER_REWRITES ->
                        world.serviceController.strike(fault);
                    default -> throw new IllegalArgumentException(fault + " is not done by others");
                };
        if (done) {
            world.faults.count(fault);
            world.truth.changes++;
        }
    }

    /** A listener of the run uses its handle; it resumes nothing that an operator has paused. */
    void callBack() {
        Upgrade one = upgrade;
        if (one == null) {
            return;
        }
        one.snapshot();
        if (world.truth.pausedAt == Long.MAX_VALUE) {
            one.pause();
            one.resume();
        }
    }

    private boolean restartApiServer() {
        long down = RESTART_SHORTEST * 1_000_000_000L + world.draw.seconds(0, 60);
        apiServerBackAt = world.truth.now + down;
        world.controllers.breakWatches();
        return true;
    }

    private boolean blockBudget() {
        List<Budget> budgets = world.truth.budgets;
        if (budgets.isEmpty()) {
            return false;
        }
        Budget budget = world.draw.oneOf(budgets);
        int before = budget.needed;
        budget.needed = budget.app.replicas;
        budget.neededSince = world.truth.now;
        world.controllers.count(budget);
        world.faults.whenHealed(() -> {
            budget.needed = before;
            world.controllers.count(budget);
        });
        return true;
    }

    private boolean resize() {
        Pool pool = world.draw.oneOf(world.truth.pools);
        boolean isAboutToBe = pool.size == pool.rightfulSize
                && world.truth.journal != null
                && world.truth.journal.containsKey("surge." + pool.id); // whose change it was would not be known
        if (isBeingResized(pool) || isAboutToBe) {
            return false;
        }
        pool.enlarged |= pool.size > pool.rightfulSize;
        pool.size++;
        pool.rightfulSize++;
        world.truth.undisturbed = false;
        world.provider.make(pool);
        return true;
    }

    /** The autoscaler looks every ten seconds, and for a while only. */
    private boolean scaleDown(int scans) {
        Machine idle = machine(one -> one.remains()
                && one.joined
                && one.pool.size > 1
                && !one.scaleDown.isDisabled()
                && one.pods.stream().allMatch(pod -> pod.app.everywhere()));
        if (idle == null && scans > 1) {
            world.time.after(SCAN_INTERVAL, () -> {
                world.tick();
                if (!world.faults.healed() && scaleDown(scans - 1)) {
                    world.faults.count(Fault.SCALED_DOWN);
                    world.truth.changes++;
                    world.settle();
                }
            });
        }
        return shrink(idle);
    }

    private boolean shrink(@Nullable Machine machine) {
        if (machine == null || isBeingResized(machine.pool)) {
            return false;
        }
        Pool pool = machine.pool;
        pool.size--;
        pool.shrunk = true;
        pool.addedTaken += !machine.original && pool.size >= pool.rightfulSize ? 1 : 0;
        pool.rightfulSize--;
        world.truth.undisturbed = false;
        world.provider.remove(machine, () -> {});
        return true;
    }

    private boolean isBeingResized(Pool pool) {
        return world.requests(SimulatedCluster.ID).resizes(pool.id);
    }

    /** Once, so that it does not last longer than a run waits for others. */
    private boolean closeGate() {
        world.truth.gateClosedUntil = world.truth.now + world.draw.seconds(10, 300);
        world.faults.whenHealed(() -> world.truth.gateClosedUntil = world.truth.now);
        return world.truth.gated;
    }

    private boolean occupyPool() {
        Pool pool = world.draw.oneOf(world.truth.pools);
        if (occupied || world.truth.busy(pool.id)) {
            return false;
        }
        occupied = true;
        Requests requests = world.requests(SimulatedCluster.ID);
        requests.occupy(pool.id, world.draw.seconds(20, 600), () -> {});
        requests.whenIdle(pool.id, () -> world.provider.settle(pool));
        world.provider.settle(pool);
        return true;
    }

    private boolean uncordon() {
        Machine machine = machine(one -> one.cordon.on() && one.joined);
        if (machine == null) {
            return false;
        }
        machine.cordon = Cordon.NONE;
        world.provider.changed(machine);
        world.controllers.opened();
        world.controllers.comeTo(machine, world.draw.seconds(0, 60));
        return true;
    }

    private boolean cordon() {
        Machine machine = underwayOr(one -> one.joined);
        if (machine == null || (machine.cordon.on() && machine.cordon.owner().isEmpty())) {
            return false;
        }
        machine.cordon = Cordon.UNMARKED;
        world.provider.changed(machine);
        return true;
    }

    private boolean replaceMachine() {
        Machine machine = underwayOr(one -> one.original && one.remains() && world.truth.isToBeRolled(one));
        if (machine == null) {
            return false;
        }
        world.truth.undisturbed = false;
        world.provider.replace(machine, world.draw.oneIn(2), () -> {});
        return true;
    }

    private boolean flapHealth() {
        SimulatedSet set = world.draw.oneOf(world.draw.oneOf(world.truth.balancers).sets);
        List<SimulatedBackend> backends = List.copyOf(set.backends.values());
        if (backends.isEmpty()) {
            return false;
        }
        SimulatedBackend backend = world.draw.oneOf(backends);
        world.traffic.found(backend, false);
        long unhealthyBackends = world.draw.oneIn(3) ? world.draw.seconds(300, 3600) : world.draw.seconds(1, 300);
        world.after(unhealthyBackends, "well again", backend.config, () -> world.traffic.check(backend));
        return true;
    }

    private boolean jump() {
        world.time.skew(Duration.ofMinutes(world.draw.between(-600, 600)));
        return true;
    }

    /** Of a process whose pod has left: what the next one does is asked of that one. */
    private static boolean hasEnded(Upgrade one) {
        return one.snapshot().state() == UpgradeSnapshot.State.ENDED;
    }

    private boolean pause() {
        Upgrade one = upgrade;
        if (one == null || hasEnded(one)) {
            return false;
        }
        one.pause();
        boolean stops = one.snapshot().state() == UpgradeSnapshot.State.STOPPING; // then it finishes what is under way
        if (!stops && !lockRequests.resumeWaits()) {
            world.truth.pausedAt = world.truth.now;
        }
        long paused = world.draw.seconds(1, 600);
        actWithin(paused);
        resumeAfter(paused, one, MOST_RESUMES);
        return true;
    }

    /** A process that goes on for one whose pod has left is paused, too, as the journal has it. */
    private void resumeAfter(long nanos, Upgrade paused, int times) {
        world.after(nanos, "OTHERS", "resume", () -> {
            Upgrade now = Objects.requireNonNull(upgrade);
            now.resume();
            world.truth.pausedAt = Long.MAX_VALUE;
            world.truth.changes++;
            boolean another = now != paused || hasEnded(now);
            if (another && times > 1) {
                resumeAfter(AGAIN, paused, times - 1);
            }
        });
    }

    private boolean cancel() {
        Upgrade one = upgrade;
        if (one == null || hasEnded(one)) {
            return false;
        }
        one.cancel();
        if (world.truth.cancelledAt < 0) {
            world.truth.cancelledAt = world.truth.now;
        }
        return true;
    }

    /** As often as not, the node that the run has in hand. */
    private @Nullable Machine underwayOr(Predicate<Machine> which) {
        Machine current = underway;
        return current != null && which.test(current) && world.draw.oneIn(2) ? current : machine(which);
    }

    private @Nullable Machine machine(Predicate<Machine> which) {
        List<Machine> candidates = world.truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(which)
                .toList();
        return candidates.isEmpty() ? null : world.draw.oneOf(candidates);
    }
}
