package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes of load balancers by other clients. Each is a work request: the balancer accepts no other change while it is
 * in flight, and its effect is visible at its end. A client that finds the balancer busy retries some seconds later.
 */
final class BalancerEdits {
    private static final int SHORTEST_IN_FLIGHT = 1;
    private static final int LONGEST_IN_FLIGHT = 30;

    /** The least that the service takes for a limit of connections. */
    static final int LEAST_CONNECTIONS_LIMIT = 256;

    /**
     * Limit for all clients of a world together, so that a balancer that is busy for ever does not keep the run alive.
     */
    private static final int MOST_REPEATS = 60;

    private final World world;
    private int repeats;

    /** A backend of a set. */
    private record Member(SimulatedSet set, SimulatedBackend backend) {}

    BalancerEdits(World world) {
        this.world = world;
    }

    /**
     * Asks for one change, and again later if the balancer is busy.
     *
     * @param underway the node that the run has in hand; null if it has none
     * @param again what asks again
     * @return whether a balancer has accepted it
     */
    boolean ask(Fault fault, @Nullable Machine underway, Runnable again) {
        boolean accepted = ask(fault, underway);
        boolean busy = world.truth.balancers.stream().anyMatch(balancer -> world.truth.busy(balancer.id));
        if (!accepted && busy && repeats++ < MOST_REPEATS) {
            world.after(world.draw.seconds(1, 5), "OTHERS", "ask again", again);
        }
        return accepted;
    }

    private boolean ask(Fault fault, @Nullable Machine underway) {
        return switch (fault) {
            case BACKEND_RESTORED ->
                edit(SimulatedSet::drainedByTheRun, backend -> backend.without(Backend.Mode.DRAIN));
            case BACKEND_WEIGHED -> edit(BalancerEdits::isNodes, BalancerEdits::weighed);
            case BACKEND_EDITED -> edit(BalancerEdits::isNodes, BalancerEdits::edited);
            case BACKEND_DRAINED -> takeOut(Backend.Mode.DRAIN, underway);
            case BACKEND_OFFLINE -> takeOut(Backend.Mode.OFFLINE, underway);
            case BACKENDS_REWRITTEN -> rewrite();
            case BACKEND_ADDED -> add();
            case BACKEND_REMOVED -> remove();
            default -> throw new IllegalArgumentException(fault + " is no change of a load balancer");
        };
    }

    private static boolean isNodes(SimulatedSet set, Backend backend) {
        return !Layout.isElsewhere(backend.address());
    }

    private static Backend weighed(Backend backend) {
        return backend.toBuilder().weight(backend.weight() % 10 + 1).build();
    }

    private static Backend edited(Backend backend) {
        Backend other = backend.is(Backend.Mode.BACKUP)
                ? backend.without(Backend.Mode.BACKUP)
                : backend.with(Backend.Mode.BACKUP);
        return other.toBuilder()
                .maxConnections(other.maxConnections() + LEAST_CONNECTIONS_LIMIT)
                .build();
    }

    private boolean edit(BiPredicate<SimulatedSet, Backend> which, UnaryOperator<Backend> how) {
        Member member = member(which);
        return member != null && write(member, how.apply(member.backend.config), false);
    }

    /** Another backend than that of the node in hand stops serving for a while, or until faults heal. */
    private boolean takeOut(Backend.Mode mode, @Nullable Machine underway) {
        Member member = member((set, backend) -> backend.acceptsTraffic()
                && (underway == null || !backend.address().equals(underway.address)));
        if (member == null || !write(member, member.backend.config.with(mode), true)) {
            return false;
        }
        Runnable back = () -> giveBack(member, mode);
        if (world.draw.oneIn(3)) {
            world.faults.whenHealed(back);
        } else {
            world.after(world.draw.seconds(LONGEST_IN_FLIGHT, 900), "OTHERS", "end of " + mode, back);
        }
        return true;
    }

    private void giveBack(Member member, Backend.Mode mode) {
        Backend now = member.backend.config;
        if (member.set.backend(now) == member.backend
                && now.is(mode)
                && !write(member, now.without(mode), false)
                && repeats++ < MOST_REPEATS) {
            world.after(world.draw.seconds(1, 5), "OTHERS", "ask again", () -> giveBack(member, mode));
        }
    }

    /** What was sent is set, though the backend may be another way by then. */
    private boolean write(Member member, Backend after, boolean takesOut) {
        SimulatedSet set = member.set;
        return begin(set, () -> {
            SimulatedBackend there = set.backend(after);
            if (there != null) {
                boolean theirs = takesOut || set.rightfully(after).is(Backend.Mode.DRAIN);
                world.traffic.written(there, after);
                set.edited(theirs ? after : after.without(Backend.Mode.DRAIN), world.truth.now);
            }
        });
    }

    /** Writes only address and port, as the cloud controller manager does, which clears a drain. */
    private boolean rewrite() {
        SimulatedSet set = set();
        return begin(set, () -> List.copyOf(set.backends.values()).forEach(backend -> {
            Backend config = backend.config;
            Backend plain = Backend.builder(config.address(), config.port()).build();
            world.traffic.written(backend, plain);
            set.edited(plain, world.truth.now);
        }));
    }

    private SimulatedSet set() {
        return world.draw.oneOf(world.draw.oneOf(world.truth.balancers).sets);
    }

    private boolean add() {
        SimulatedSet set = set();
        Backend another = Backend.builder(Layout.elsewhere(), 40_000 + (int) world.serial() % 1000)
                .weight(5)
                .build();
        return begin(set, () -> {
            world.traffic.added(set, another);
            set.rightful.put(another.name(), another);
        });
    }

    private boolean remove() {
        SimulatedSet set = set();
        List<String> names = List.copyOf(set.backends.keySet());
        if (names.size() < 2) {
            return false;
        }
        String name = world.draw.oneOf(names);
        return begin(set, () -> {
            if (set.backends.remove(name) != null) {
                set.removed(name, world.truth.now);
            }
        });
    }

    private boolean begin(SimulatedSet set, Runnable effect) {
        Balancer balancer = set.balancer;
        if (world.truth.busy(balancer.id)) {
            return false;
        }
        balancer.revised(world.truth.now);
        long inFlight = world.draw.seconds(SHORTEST_IN_FLIGHT, LONGEST_IN_FLIGHT);
        world.requests(balancer.id).occupy(balancer.id, inFlight, () -> {
            effect.run();
            set.changedByOthers = world.truth.now;
            world.truth.undisturbed = false;
            balancer.revised(world.truth.now);
        });
        return true;
    }

    /** One that such a change may be made of; of the first set that has any. */
    private @Nullable Member member(BiPredicate<SimulatedSet, Backend> which) {
        for (Balancer balancer : world.truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                List<SimulatedBackend> candidates = set.backends.values().stream()
                        .filter(backend -> which.test(set, backend.config))
                        .toList();
                if (!candidates.isEmpty()) {
                    return new Member(set, world.draw.oneOf(candidates));
                }
            }
        }
        return null;
    }
}
