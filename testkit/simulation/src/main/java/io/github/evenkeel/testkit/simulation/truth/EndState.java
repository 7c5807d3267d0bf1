package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** State of a world without the names and addresses that differ from run to run. */
public final class EndState {
    private EndState() {}

    /** In words that are the same for worlds that came to the same. */
    public static String of(Truth truth) {
        List<String> lines = new ArrayList<>();
        lines.add("control plane " + truth.controlPlane);
        for (Pool pool : truth.pools) {
            lines.add("pool " + pool.id + " makes " + pool.version + ": " + machines(pool));
        }
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                lines.add("set " + set + ": "
                        + set.backends.values().stream()
                                .map(backend -> settings(backend.config, truth))
                                .sorted()
                                .toList());
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> machines(Pool pool) {
        Stream<Machine> remaining = pool.machines.stream().filter(Machine::remains);
        return remaining
                .map(machine -> machine.version
                        + (machine.original ? " as before" : "")
                        + (machine.ready ? " ready" : " not ready")
                        + (machine.cordon.on() ? " cordoned" : "")
                        + (machine.exclusion.label().isPresent() ? " excluded" : ""))
                .sorted()
                .toList();
    }

    private static String settings(Backend backend, Truth truth) {
        return (truth.at(backend.address()) == null ? "elsewhere" : "node") + ":" + backend.port() + " weight "
                + backend.weight() + " connections " + backend.maxConnections() + " " + backend.modes();
    }
}
