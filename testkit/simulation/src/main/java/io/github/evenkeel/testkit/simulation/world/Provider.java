package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Provider, which creates and deletes machines according to the size of a pool. */
final class Provider {
    private static final List<String> CODES = List.of("LimitExceeded", "QuotaExceeded", "InternalServerError");
    private static final long LISTED_AFTERWARDS = 120_000_000_000L;

    private final World world;

    Provider(World world) {
        this.world = world;
    }

    /** The machine goes, and another one comes in its place, or the pool is smaller by one. */
    void delete(Machine old, Act.Successor successor, Runnable whenGone) {
        if (successor == Act.Successor.COMES) {
            replace(old, whenGone);
        } else if (old.remains()) {
            old.pool.size--;
            remove(old, whenGone);
        } else {
            whenGone.run();
        }
    }

    /** As the service does with the next change of a pool, whatever that is about. */
    void carryOutFailedDeletions(Pool pool) {
        pool.machines.stream()
                .filter(machine -> machine.deletionFailed && machine.remains())
                .toList()
                .forEach(machine -> replace(machine, () -> {}));
    }

    /**
     * The pool gets a size. Of what is too much, that goes first which has no machine; then the service chooses
     * machines.
     */
    void resize(Pool pool, int size) {
        int more = size - pool.size;
        pool.size = size;
        carryOutFailedDeletions(pool);
        for (int i = 0; i < more; i++) {
            makeSoon(world.draw.seconds(0, 20), "one more for", pool.id, new Order(pool, null, false, true));
        }
        for (int i = more; i < 0; i++) {
            takeOne(pool);
        }
        changed(pool);
    }

    private void takeOne(Pool pool) {
        if (!pool.failures.isEmpty()) {
            pool.failures.remove(pool.failures.size() - 1);
        } else if (pool.toCome > pool.calledOff) {
            pool.calledOff++;
        } else {
            List<Machine> candidates =
                    pool.machines.stream().filter(Machine::remains).toList();
            remove(world.draw.oneOf(candidates), () -> {});
        }
    }

    private void makeSoon(long nanos, String what, Object about, Order order) {
        Pool pool = order.pool;
        pool.toCome++;
        world.after(nanos, what, about, () -> {
            pool.toCome--;
            if (pool.calledOff > 0) {
                pool.calledOff--;
            } else {
                make(order);
            }
        });
    }

    /** The machine goes, and another one comes in its place. */
    void replace(Machine old, Runnable whenGone) {
        replace(old, false, whenGone);
    }

    /** The same; the other one may get its name and its address. */
    void replace(Machine old, boolean reused, Runnable whenGone) {
        if (!old.remains()) {
            // Asked for twice: it is on its way already.
            whenGone.run();
            return;
        }
        old.lifecycle = Lifecycle.DELETING;
        changed(old);
        long stop = world.draw.oneIn(8) ? world.draw.seconds(60, 200) : world.draw.seconds(2, 30);
        world.after(stop, "machine stops", old, () -> {
            gone(old);
            whenGone.run();
        });
        if (world.draw.oneIn(8)) {
            world.after(stop / 2, "node object of", old, () -> leave(old));
        }
        // The pool makes the new one when it likes: a machine that is slow to stop is still there by then.
        long lingers = world.draw.oneIn(4) ? 0 : stop;
        makeSoon(world.draw.seconds(0, 10) + lingers, "replacement of", old, new Order(old.pool, old, reused, false));
    }

    /** The machine goes, and none comes in its place. */
    void remove(Machine machine, Runnable whenGone) {
        machine.lifecycle = Lifecycle.DELETING;
        changed(machine);
        world.after(world.draw.seconds(2, 30), "machine stops", machine, () -> {
            gone(machine);
            whenGone.run();
        });
    }

    private void gone(Machine machine) {
        machine.lifecycle = Lifecycle.DELETED;
        changed(machine);
        world.traffic.lost(machine);
        if (machine.joined) {
            notReady(machine);
        }
        world.after(world.draw.seconds(0, 15), "node object of", machine, () -> leave(machine));
        world.after(LISTED_AFTERWARDS, "no longer listed:", machine, () -> {
            machine.pool.machines.remove(machine);
            changed(machine);
        });
    }

    private void leave(Machine machine) {
        machine.joined = false;
        world.truth.leftAt.put(machine.address, world.truth.now);
        changed(machine);
        world.controllers.machineGone(machine);
    }

    /**
     * A machine that is to be made.
     *
     * @param inPlaceOf the machine that it replaces; null if the pool gets larger
     * @param reused whether it gets the name and the address of that one
     * @param surge whether the run has asked for it
     */
    private record Order(Pool pool, @Nullable Machine inPlaceOf, boolean reused, boolean surge) {}

    /** Another machine, as another client makes the pool larger; or what the service lists instead if it has none. */
    void make(Pool pool) {
        make(new Order(pool, null, false, false));
    }

    private PoolNode listWithError(Pool pool, String code, String message) {
        PoolNode failure = PoolNode.builder("no-name-" + world.serial())
                .lifecycle(Lifecycle.CREATING)
                .fault(new NodeFault(code, message))
                .build();
        pool.failures.add(failure);
        settle(pool);
        return failure;
    }

    private void make(Order order) {
        Pool pool = order.pool;
        if (world.faults.strikes(Fault.NO_CAPACITY)) {
            PoolNode failure = listWithError(pool, "LimitExceeded", "Out of host capacity.");
            world.faults.whenHealed(() -> world.after(world.draw.seconds(1, 60), "capacity for", pool.id, () -> {
                if (takenBack(pool, failure)) {
                    return;
                }
                make(order);
            }));
            return;
        }
        if (world.faults.strikes(Fault.NODE_ERROR_PASSES)) {
            PoolNode failure = listWithError(pool, world.draw.oneOf(CODES), "Not just now.");
            world.after(world.draw.seconds(5, 120), "made after all in", pool.id, () -> {
                if (takenBack(pool, failure)) {
                    return;
                }
                power(order);
            });
            return;
        }
        power(order);
    }

    /** Whether what was listed in place of a machine is no longer; it is not listed any more in any case. */
    private boolean takenBack(Pool pool, PoolNode failure) {
        boolean listed = pool.failures.remove(failure);
        settle(pool);
        return !listed;
    }

    private void power(Order order) {
        Pool pool = order.pool;
        Machine inPlaceOf = order.inPlaceOf;
        boolean reused = inPlaceOf != null && (order.reused || world.faults.strikes(Fault.ADDRESS_REUSED));
        boolean wrong = world.faults.strikes(Fault.NODE_AT_WRONG_VERSION);
        KubernetesVersion version = wrong && inPlaceOf != null ? inPlaceOf.version : pool.version;
        long number = world.serial();
        String address = reused && inPlaceOf != null ? inPlaceOf.address : address(number);
        String domain =
                world.faults.strikes(Fault.OTHER_DOMAIN) ? pool.anotherDomain(inPlaceOf) : pool.domain(inPlaceOf);
        Machine machine =
                new Machine("instance-" + number, address, pool, address, privateIp(address), domain, version);
        machine.inPlaceOf = inPlaceOf;
        machine.imageBuild = pool.imageBuild();
        machine.surge = order.surge;
        world.log.add(world.truth.now, "made", machine + " in place of " + inPlaceOf);
        pool.machines.add(machine);
        if (!world.truth.addresses.add(address)) {
            world.truth.reusedAddresses.add(address);
        }
        changed(machine);
        world.after(world.draw.seconds(5, 40), "machine runs", machine, () -> {
            if (machine.lifecycle != Lifecycle.CREATING) {
                return; // its deletion was asked for before
            }
            machine.lifecycle = Lifecycle.ACTIVE;
            changed(machine);
            join(machine);
        });
    }

    static String address(long number) {
        return "10.0." + number / 250 + "." + (number % 250 + 1);
    }

    /** Of the same machine's primary interface. */
    String privateIp(String address) {
        return world.truth.secondInterfaces ? address.replaceFirst("^10\\.0\\.", "10.9.") : address;
    }

    private void join(Machine machine) {
        if (world.faults.strikes(Fault.NODE_NEVER_JOINS)) {
            world.faults.whenHealed(() -> joinSoon(machine, world.draw.seconds(1, 60)));
        } else if (world.faults.strikes(Fault.NODE_JOINS_LATE)) {
            joinSoon(machine, world.draw.seconds(120, 900));
        } else {
            joinSoon(machine, world.draw.seconds(3, 20));
        }
    }

    private void joinSoon(Machine machine, long nanos) {
        world.after(nanos, "node joins", machine, () -> joined(machine));
    }

    private void joined(Machine machine) {
        if (!machine.remains()) {
            return;
        }
        if (world.truth.node(machine.name) != null) {
            // The object of the one before it, of the same name, has to go first.
            joinSoon(machine, 1_000_000_000L);
            return;
        }
        machine.joined = true;
        changed(machine);
        world.controllers.machineJoined(machine);
        world.after(world.draw.seconds(1, 15), "node is ready", machine, () -> {
            ready(machine);
            if (world.faults.strikes(Fault.NODE_FLAPS)) {
                flap(machine, world.draw.between(1, 4));
            }
        });
    }

    private void flap(Machine machine, int times) {
        world.after(world.draw.seconds(1, 40), "node is not ready", machine, () -> {
            notReady(machine);
            long down = world.draw.oneIn(3) ? world.draw.seconds(40, 400) : world.draw.seconds(1, 40);
            world.after(down, "node is ready again", machine, () -> {
                ready(machine);
                if (times > 1) {
                    flap(machine, times - 1);
                }
            });
        });
    }

    private void ready(Machine machine) {
        if (machine.remains() && machine.joined && !machine.ready) {
            machine.ready = true;
            machine.everReady = true;
            machine.readyChanged = world.truth.now;
            changed(machine);
            world.controllers.machineReady(machine);
            world.traffic.conditionChanged(machine);
        }
    }

    private void notReady(Machine machine) {
        if (machine.ready) {
            machine.ready = false;
            machine.readyChanged = world.truth.now;
            changed(machine);
            world.controllers.machineNotReady(machine);
            world.traffic.conditionChanged(machine);
        }
    }

    /** Says how a pool is: busy, short of a machine, or well. */
    void settle(Pool pool) {
        if (world.requests(SimulatedCluster.ID).busy(pool.id)) {
            pool.lifecycle = Lifecycle.UPDATING;
        } else {
            pool.lifecycle = pool.failures.isEmpty() ? Lifecycle.ACTIVE : Lifecycle.NEEDS_ATTENTION;
        }
        changed(pool);
    }

    void changed(Machine machine) {
        machine.revision++;
        changed(machine.pool);
        world.serviceController.nodesChanged();
    }

    void changed(Pool pool) {
        pool.revised(world.truth.now);
        world.truth.changes++;
    }
}
