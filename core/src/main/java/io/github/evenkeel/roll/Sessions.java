package io.github.evenkeel.roll;

import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.state.BackendEntry;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.traffic.BackendMembership;
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
    static void end(
            RunContext context,
            NodeTarget target,
            List<BackendMembership> memberships,
            Consumer<List<BackendEntry>> note) {
        List<BackendMembership> sticky = context.backends.withSessions(memberships);
        if (sticky.isEmpty()) {
            return;
        }
        note.accept(memberships.stream()
                .map(membership ->
                        sticky.contains(membership) ? membership.notes().offline() : context.backends.notes(membership))
                .toList());
        for (BackendMembership membership : sticky) {
            context.backends.takeOffline(membership, seen -> othersServe(context, target, membership, seen));
        }
        Duration propagation = context.spec.timing().loadBalancer().propagation();
        context.waits.sleep("clients that are kept at the node to go on elsewhere", propagation);
    }

    private static boolean othersServe(
            RunContext context, NodeTarget target, BackendMembership membership, LoadBalancerDescription seen) {
        Set<String> node = target.addresses().all();
        boolean serve = context.servingBackends.othersServe(membership, node, seen, () -> {});
        if (!serve) {
            context.waits.checkCancelled();
            context.servingBackends.awaitOthers(List.of(membership), node);
        }
        return serve;
    }
}
