package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedService;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Service controller, which keeps the sets of the load balancers of Services. Some seconds after a node has come, gone,
 * or got the label that excludes it or lost it, it writes each set that has other nodes than it is to have: the whole
 * set, with weight 1 and no modes, which clears every drain in it. It never empties a set.
 */
final class ServiceController {
    private static final int LONGEST_IN_FLIGHT = 6;

    private final World world;
    private final Set<Balancer> due = new HashSet<>();
    private final Set<SimulatedSet> toRewrite = new HashSet<>();
    private boolean stopped;
    private boolean slow;

    ServiceController(World world) {
        this.world = world;
    }

    /** Something about a node is another way. */
    void nodesChanged() {
        for (Balancer balancer : world.truth.balancers) {
            if (balancer.service != null) {
                lookSoon(balancer, slow ? world.draw.seconds(15, 60) : world.draw.seconds(1, 8));
            }
        }
    }

    /** Whether there was a controller to which it could happen. */
    boolean strike(Fault fault) {
        if (world.truth.balancers.stream().noneMatch(balancer -> balancer.service != null)) {
            return false;
        }
        switch (fault) {
            case CONTROLLER_SLOW -> slow = true;
            case CONTROLLER_PAUSES -> {
                if (stopped) {
                    return false;
                }
                stopped = true;
                world.after(world.draw.seconds(30, 150), "service controller", "is back", this::start);
            }
            case CONTROLLER_STOPS -> {
                stopped = true;
                world.faults.whenHealed(this::start);
            }
            case CONTROLLER_REWRITES -> rewrite();
            default -> throw new IllegalArgumentException(fault + " is not of a service controller");
        }
        return true;
    }

    private void start() {
        stopped = false;
        nodesChanged();
    }

    /** A node of another part of the cluster has changed: the sets come to what they were, but for their drains. */
    private void rewrite() {
        for (Balancer balancer : world.truth.balancers) {
            if (balancer.service != null) {
                toRewrite.addAll(balancer.sets);
                lookSoon(balancer, 1);
            }
        }
    }

    private void lookSoon(Balancer balancer, long nanos) {
        if (due.add(balancer)) {
            world.after(nanos, "service controller looks at", balancer.id, () -> {
                due.remove(balancer);
                look(balancer);
            });
        }
    }

    private void look(Balancer balancer) {
        if (stopped) {
            return; // it looks at all once it is back
        }
        for (SimulatedSet set : balancer.sets) {
            Map<String, Backend> wanted = wanted(set);
            boolean differs = !wanted.keySet().equals(set.backends.keySet());
            if (!wanted.isEmpty() && (differs || toRewrite.contains(set))) {
                if (world.truth.busy(balancer.id)) {
                    lookSoon(balancer, world.draw.seconds(5, 15));
                } else {
                    toRewrite.remove(set);
                    write(set, wanted);
                }
                return;
            }
        }
    }

    private Map<String, Backend> wanted(SimulatedSet set) {
        Map<String, Backend> wanted = new LinkedHashMap<>();
        for (Pool pool : world.truth.pools) {
            for (Machine machine : pool.machines) {
                if (machine.joined && machine.everReady && !isExcluded(machine)) {
                    Backend backend = Backend.builder(machine.address, set.port).build();
                    wanted.put(backend.name(), backend);
                }
            }
        }
        return wanted;
    }

    private static boolean isExcluded(Machine machine) {
        return machine.exclusion.label().filter(Boolean::parseBoolean).isPresent();
    }

    private void write(SimulatedSet set, Map<String, Backend> wanted) {
        Balancer balancer = set.balancer;
        balancer.revised(world.truth.now);
        world.log.add(world.truth.now, "SERVICE CONTROLLER", "writes " + set + ": " + wanted.keySet());
        world.requests(balancer.id).occupy(balancer.id, world.draw.seconds(1, LONGEST_IN_FLIGHT), () -> {
            written(set, wanted);
            balancer.revised(world.truth.now);
            world.truth.changes++;
            lookSoon(balancer, world.draw.seconds(1, 2));
        });
    }

    private void written(SimulatedSet set, Map<String, Backend> wanted) {
        for (SimulatedBackend there : List.copyOf(set.backends.values())) {
            Backend plain = wanted.get(there.config.name());
            if (plain == null) {
                remove(set, there.config);
            } else if (!plain.equals(there.config)) {
                boolean cleared = set.drainedByTheRun(there.config);
                world.traffic.written(there, plain);
                there.clearedAt = cleared ? world.truth.now : there.clearedAt;
                there.clearedUnheard |= cleared;
            }
        }
        SimulatedService service = set.balancer.service;
        for (Backend plain : wanted.values()) {
            SimulatedBackend there = world.traffic.added(set, plain);
            there.answeredBy = service == null ? null : service.local;
            set.rightful.put(plain.name(), plain);
        }
    }

    /** Of a node that the run has labelled; or of one that others have taken away. */
    private void remove(SimulatedSet set, Backend backend) {
        set.backends.remove(backend.name());
        set.rightful.remove(backend.name());
        Machine machine = world.truth.at(backend.address());
        boolean labelled = machine != null && machine.exclusion.owner().isPresent();
        if (!labelled && !Layout.isElsewhere(backend.address())) {
            set.removedByOthers++;
        }
    }
}
