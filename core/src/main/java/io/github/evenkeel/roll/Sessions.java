package io.github.evenkeel.roll;

import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.logbook.BackendNotes;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Clients that a balancer keeps at a node although it is drained: once their time is over, other nodes get them. */
final class Sessions {
    private Sessions() {}

    /**
     * Takes the backends of such clients offline.
     *
     * @param note writes down what is about to be done, before it is
     */
    static void end(Tools tools, NodeTarget target, List<Placement> placements, Consumer<List<BackendNotes>> note) {
        List<Placement> sticky = tools.backends.withSessions(placements);
        if (sticky.isEmpty()) {
            return;
        }
        note.accept(placements.stream()
                .map(placement ->
                        sticky.contains(placement) ? placement.notes().offline() : tools.backends.notes(placement))
                .toList());
        for (Placement placement : sticky) {
            tools.backends.takeOffline(placement, seen -> othersServe(tools, target, placement, seen));
        }
        Duration propagation = tools.settings.timing().propagation();
        tools.waits.pause("clients that are kept at the node to go on elsewhere", propagation);
    }

    private static boolean othersServe(
            Tools tools, NodeTarget target, Placement placement, LoadBalancerDescription seen) {
        Set<String> node = target.addresses().all();
        boolean serve = tools.servingBackends.othersServe(placement, node, seen, () -> {});
        if (!serve) {
            tools.waits.heedCancel();
            tools.servingBackends.awaitOthers(List.of(placement), node);
        }
        return serve;
    }
}
