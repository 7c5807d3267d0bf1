package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.invariant.Invariants;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.time.VirtualTime;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.function.BooleanSupplier;

/** A world with nothing in it, in which any caller may do anything, and nothing goes wrong but what a test asks for. */
final class EmptyWorld {
    static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");

    private static final long SEED = 42;
    private static final long STEP = 500_000_000L;
    private static final long PATIENCE = 3_600_000_000_000L;

    final VirtualTime time = new VirtualTime(new Draw(SEED, "order"));
    final Truth truth = new Truth(OLD, NEW, idle -> idle);
    final Faults faults = Faults.none(SEED);
    final World world = new World(time, truth, new Draw(SEED, "world"), faults, Invariants.none(), EventLog.none());

    void await(String what, BooleanSupplier condition) {
        long end = time.nanos() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (time.nanos() >= end) {
                throw new AssertionError("for an hour of the world's time there was not: " + what);
            }
            pass(STEP);
        }
    }

    void pass(long nanos) {
        time.sleep(nanos);
        world.tick();
    }

    /** A pool without machines. */
    Pool pool(String id, int size) {
        Pool pool = new Pool(id, OLD, SimulatedCluster.image(OLD), size);
        truth.pools.add(pool);
        return pool;
    }

    /** A machine of a pool that runs, and is a node that is ready. */
    Machine machine(Pool pool, String address) {
        return machine(pool, address, "instance-" + world.serial());
    }

    /** The same of a given identity. */
    Machine machine(Pool pool, String address, String instanceId) {
        Machine machine = new Machine(instanceId, address, pool, address, App.DOMAIN, OLD);
        machine.lifecycle = Lifecycle.ACTIVE;
        machine.joined = true;
        machine.ready = true;
        pool.machines.add(machine);
        truth.addresses.add(address);
        return machine;
    }

    /** The next call of that operation has that outcome, and no effect. */
    void fail(Call call, Outcome outcome) {
        Fault fault =
                switch (outcome) {
                    case THROTTLED -> Fault.THROTTLED;
                    case UNAVAILABLE -> Fault.SERVER_ERROR;
                    case UNKNOWN -> Fault.REQUEST_LOST;
                    case UNAUTHENTICATED -> Fault.DENIED;
                    case NOT_FOUND -> Fault.HIDDEN;
                    case CONFLICT -> Fault.CONFLICT;
                    case DENIED, REJECTED -> throw new IllegalArgumentException(outcome + " is no fault");
                };
        faults.with(fault, call, 1);
    }
}
