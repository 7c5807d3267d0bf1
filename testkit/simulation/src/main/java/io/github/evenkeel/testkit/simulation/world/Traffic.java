package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Data plane of the balancers: it applies a configuration some seconds late, sends connections to backends and checks
 * their health.
 */
final class Traffic {
    /** Shorter than the time that a plan gives the balancers to hear of a drain. */
    private static final int SLOWEST_TO_HEAR = 14;

    private final World world;

    Traffic(World world) {
        this.world = world;
    }

    /** Connections begin to come. */
    void begin() {
        // Fewer in a large cluster, where each roll lasts days.
        int rarer = 1 + world.truth.addresses.size() / 100;
        world.after(world.draw.seconds(1, 20) * rarer, "traffic", "", this::arrive);
    }

    private void arrive() {
        for (Balancer balancer : world.truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                List<SimulatedBackend> serving = new ArrayList<>();
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.accepting && backend.healthy) {
                        serving.add(backend);
                    }
                }
                if (!serving.isEmpty()) {
                    open(world.draw.oneOf(serving));
                }
            }
        }
        begin();
    }

    private void open(SimulatedBackend backend) {
        long lasts = world.draw.oneIn(3) ? world.draw.seconds(1, 300) : world.draw.millis(5, 3000);
        backend.connectedUntil = Math.max(backend.connectedUntil, world.truth.now + lasts);
    }

    /** A backend has been written over: what it gets follows a little later. */
    void written(SimulatedBackend backend, Backend now) {
        if (backend.config.acceptsTraffic() && !now.acceptsTraffic()) {
            backend.drainedAt = world.truth.now;
            backend.everDrained = true;
            backend.clearedAt = Long.MIN_VALUE / 2;
        } else if (now.acceptsTraffic()) {
            backend.drainedAt = Long.MAX_VALUE;
        }
        backend.config = now;
        world.after(world.draw.seconds(0, SLOWEST_TO_HEAR), "balancer has heard of", now, () -> {
            boolean accepts = backend.config.acceptsTraffic();
            if (backend.accepting && !accepts && world.draw.oneIn(2)) {
                open(backend);
            }
            backend.accepting = accepts;
            backend.clearedUnheard &= accepts || backend.isCleared();
            world.truth.changes++;
        });
        world.truth.changes++;
    }

    SimulatedBackend added(SimulatedSet set, Backend backend) {
        SimulatedBackend there = set.backend(backend);
        if (there != null) {
            return there;
        }
        SimulatedBackend added = new SimulatedBackend(backend);
        set.backends.put(backend.name(), added);
        written(added, backend);
        check(added);
        return added;
    }

    /** The machine is there no more: its connections are cut, and its backends found out. */
    void lost(Machine machine) {
        for (Balancer balancer : world.truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address)) {
                        backend.connectedUntil = 0;
                        backend.firstHealthy = Long.MAX_VALUE;
                        check(backend);
                    }
                }
            }
        }
    }

    void conditionChanged(Machine machine) {
        for (Balancer balancer : world.truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address)) {
                        check(backend);
                    }
                }
            }
        }
    }

    /** A pod has come, gone, or changed: where it alone answers, the backend beside it may be another way. */
    void podChanged(SimulatedPod pod) {
        Machine machine = pod.machine;
        if (machine == null || !world.truth.exposure.hasServices()) {
            return;
        }
        for (Balancer balancer : world.truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.answeredBy == pod.app
                            && backend.config.address().equals(machine.address)) {
                        check(backend);
                    }
                }
            }
        }
    }

    /** A health check or several later it is known how a backend is. */
    void check(SimulatedBackend backend) {
        world.after(world.draw.seconds(1, 10), "health check of", backend.config, () -> {
            boolean well = answers(backend);
            if (well && backend.firstHealthy == Long.MAX_VALUE) {
                backend.firstHealthy = world.truth.now;
                if (world.draw.oneIn(4)) {
                    waver(backend);
                }
            }
            found(backend, well);
        });
    }

    /** A backend that has just come may answer, fail again, and answer for good. */
    private void waver(SimulatedBackend backend) {
        world.after(world.draw.seconds(1, 6), "fails its check", backend.config, () -> {
            found(backend, false);
            check(backend);
        });
    }

    void found(SimulatedBackend backend, boolean well) {
        if (backend.healthy != well) {
            backend.healthy = well;
            world.log.add(world.truth.now, well ? "HEALTHY" : "UNHEALTHY", backend.config.name());
            backend.healthChanged = world.truth.now;
            world.truth.changes++;
        }
    }

    private boolean answers(SimulatedBackend backend) {
        Machine machine = world.truth.at(backend.config.address());
        if (machine == null) {
            return Layout.isElsewhere(backend.config.address());
        }
        if (!machine.ready || !machine.runs() || !machine.address.equals(backend.config.address())) {
            return false;
        }
        for (SimulatedPod pod : machine.pods) {
            if (pod.app.kind == App.Kind.DAEMON_SET && !pod.ready) {
                return false;
            }
        }
        App local = backend.answeredBy;
        return local == null
                || machine.pods.stream().anyMatch(pod -> pod.app == local && pod.ready && !pod.terminating());
    }
}
