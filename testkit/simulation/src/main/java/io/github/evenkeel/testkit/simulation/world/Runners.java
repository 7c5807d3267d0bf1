package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.invariant.Ending;
import io.github.evenkeel.testkit.simulation.time.Runner;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Processes that roll the cluster one after the other: when one is killed, another one continues. Some are suspended
 * for a while, and sometimes there are two of them.
 */
public final class Runners {
    /** How often a process is tried that waits for a pod with a place. */
    private static final long PLACED = Duration.ofSeconds(5).toNanos();

    /** Then a user starts one outside the cluster. */
    private static final int MOST_WAITS = 60;

    private static final Duration EVER = Duration.ofDays(365);

    /** How often one is started again that was refused, as it is to go on for one that was killed. */
    private static final int PATIENCE = 3;

    /** As long as one that goes on after it stood still may need to renew its lock. */
    private static final long AWAKE = Duration.ofMinutes(1).toNanos();

    private final World world;
    private final OwnPods pods;
    private final Scheduler.Signal changed;
    private final List<Runner> living = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final Map<Integer, Fault> beforeCalls = new HashMap<>();
    private final Map<Integer, Fault> afterCalls = new HashMap<>();
    private @Nullable Supplier<Ending> body;
    private final Map<Integer, Fault> afterChanges = new HashMap<>();
    private final Set<Integer> writes = new TreeSet<>();
    private int calls;
    private int changes;
    private int begun;
    private int expected;
    private int refusals;
    private int waits;
    private boolean killed;

    /** How many runs are begun after one that has ended. */
    private int again;

    private boolean tear;

    Runners(World world) {
        this.world = world;
        pods = new OwnPods(world);
        changed = world.time.newSignal();
    }

    /** The process that makes this call, the first being 1, is killed before it arrives; another one goes on. */
    public void killBefore(int call) {
        beforeCalls.put(call, Fault.KILLED);
    }

    /** The same once the call has had its effect, before its answer comes. */
    public void killAfter(int call) {
        afterCalls.put(call, Fault.KILLED);
    }

    /** How many calls all processes have made. */
    public int calls() {
        return calls;
    }

    /** Numbers of the calls that changed something, or wrote records; the first call being 1. */
    public Set<Integer> writes() {
        return writes;
    }

    /** To be called by the simulation's own task; returns how they ended that were not killed. */
    public List<Ending> run(Supplier<Ending> roll, int nodes) {
        body = roll;
        for (Fault fault : world.faults.ofRunners()) {
            if (fault == Fault.BEGUN_AGAIN) {
                again++;
                continue;
            }
            int call = world.draw.between(1, 40 + 120 * nodes);
            switch (world.draw.below(5)) {
                case 0 -> beforeCalls.put(call, fault);
                case 1 -> afterCalls.put(call, fault);
                case 2, 3 -> afterChanges.put(world.draw.between(1, 2 + 12 * nodes), fault);
                default -> world.after(world.draw.seconds(1, 300 * nodes), "PROCESSES", fault, () -> strike(fault));
            }
        }
        begin();
        while (!living.isEmpty() || expected > 0) {
            await();
        }
        return List.copyOf(endings);
    }

    void beforeCall(Call call) {
        calls++;
        noteWrite(call);
        happenAt(beforeCalls, calls);
    }

    private void noteWrite(Call call) {
        if (call.isChange() || call.writesRecords()) {
            writes.add(calls);
        }
    }

    void afterEffect(Call call) {
        noteWrite(call); // others may have been made meanwhile
        happenAt(afterCalls, calls);
        if (call.isChange()) {
            happenAt(afterChanges, ++changes);
        }
    }

    private void happenAt(Map<Integer, Fault> when, int count) {
        Fault fault = when.isEmpty() ? null : when.remove(count);
        if (fault != null) {
            world.log.add(world.truth.now, "PROCESSES", fault);
            strike(fault);
            world.time.heed();
        }
    }

    private void strike(Fault fault) {
        if (world.faults.healed() || living.isEmpty()) {
            return;
        }
        if (fault == Fault.JOURNAL_TORN) {
            tear = true;
            return;
        }
        world.faults.count(fault);
        switch (fault) {
            case KILLED -> kill();
            case JOURNAL_EMPTIED -> {
                kill();
                world.spoilJournal(true);
            }
            case JOURNAL_EDITED -> {
                kill();
                world.spoilJournal(false);
            }
            case STOPPED -> stop();
            case DOUBLED -> begin();
            default -> throw new IllegalArgumentException(fault + " is not done to processes");
        }
    }

    /** Whether the entry that is being written is torn: then its writer is killed. */
    boolean tearsEntry() {
        if (!tear) {
            return false;
        }
        tear = false;
        world.faults.count(Fault.JOURNAL_TORN);
        kill();
        return true;
    }

    private void kill() {
        Runner caller = world.time.runner();
        Runner victim = caller == null || !living.contains(caller) ? world.draw.oneOf(living) : caller;
        kill(victim);
    }

    private void kill(Runner victim) {
        victim.kill();
        world.truth.atWork.remove(victim.name());
        killed = true;
        another();
    }

    /** The pod of the process that asks; empty if it is outside the cluster. */
    public Optional<SimulatedPod> ownPod() {
        Runner asks = world.time.runner();
        return asks == null ? Optional.empty() : pods.of(asks.name());
    }

    /** A pod ends, and with it the process that is in it: after its grace, or at once with its machine. */
    void ends(SimulatedPod pod, boolean withMachine) {
        for (Runner runner : List.copyOf(living)) {
            if (pods.of(runner.name()).filter(pod::equals).isPresent()) {
                long grace = withMachine ? 1 : world.draw.millis(1, 30_000);
                world.after(grace, "PROCESSES", "its pod ends", () -> {
                    if (living.contains(runner)) {
                        kill(runner);
                    }
                });
            }
        }
    }

    private void stop() {
        long still = world.draw.seconds(60, 600);
        Runner victim = world.draw.oneOf(living);
        victim.stopFor(still);
        world.truth.atWork.remove(victim.name());
        world.after(still + AWAKE, "PROCESSES", "one is awake", () -> awake(victim));
        world.truth.stoodStillAt = world.truth.now;
        world.truth.stoodStillUntil = world.truth.now + still;
        world.others.actWithin(still);
    }

    private void awake(Runner victim) {
        if (living.contains(victim) && world.truth.now >= victim.stoppedUntil() + AWAKE) {
            world.truth.atWork.add(victim.name());
        }
    }

    /** Starts another process, as a user does who sees that the roll is not finished. */
    private void another() {
        expected++;
        long later = world.draw.seconds(1, 300);
        world.others.actWithin(later);
        world.after(later, "PROCESSES", "another one goes on", () -> {
            expected--;
            begin();
        });
    }

    private void begin() {
        Supplier<Ending> roll = body;
        if (roll == null) {
            throw new IllegalStateException("nothing to run");
        }
        if (!pods.canBegin() && waits++ < MOST_WAITS) {
            expected++;
            world.after(PLACED, "PROCESSES", "a pod waits for its place", () -> {
                expected--;
                begin();
            });
            return;
        }
        waits = 0;
        String name = "runner-" + ++begun;
        pods.begins(name);
        world.truth.atWork.add(name);
        living.add(world.time.startRunner(name, () -> run(name, roll)));
    }

    private void run(String name, Supplier<Ending> roll) {
        try {
            Ending how = roll.get();
            world.tick();
            world.log.add(world.truth.now, "ENDS", name + " " + how.outcome() + " " + how.account());
            if (how.outcome() == Ending.Outcome.HANDED_OVER) {
                killed = true;
                another();
                return;
            }
            endings.add(how);
            if (how.outcome() == Ending.Outcome.REFUSED && killed && refusals++ < PATIENCE) {
                another();
            } else if (again > 0 && expected == 0 && !world.faults.healed()) {
                again--;
                world.faults.count(Fault.BEGUN_AGAIN);
                another();
            }
        } finally {
            living.removeIf(runner -> runner.name().equals(name));
            world.truth.atWork.remove(name);
            pods.ended(name);
            changed.signal();
        }
    }

    private void await() {
        try {
            changed.await(changed.signals(), EVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the simulation's own thread was interrupted", e);
        }
    }
}
