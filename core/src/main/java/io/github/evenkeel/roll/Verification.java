package io.github.evenkeel.roll;

import io.github.evenkeel.logbook.ReplacedNotes;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last look: everything that was replaced is there, and serves. */
final class Verification {
    private Verification() {}

    static void run(Tools tools, List<ReplacedNotes> nodes) {
        awaitOpen(tools, nodes);
        verifyBackends(tools, nodes);
        tools.prober.requireAvailable();
    }

    /**
     * All of them at once: one that was Ready may not be so any more when another one is at last. One that is gone or
     * cordoned was taken by somebody else.
     */
    private static void awaitOpen(Tools tools, List<ReplacedNotes> nodes) {
        List<String> names = nodes.stream().map(ReplacedNotes::by).sorted().toList();
        Goal goal = new Goal(
                "the nodes that were made", "Ready", tools.settings.timing().healthy());
        tools.waits.until(goal, () -> {
            Map<String, ClusterNode> now = tools.retries.call("read nodes", tools.settings.workloads()::nodes).stream()
                    .collect(Collectors.toMap(ClusterNode::name, Function.identity()));
            List<String> troubles = names.stream()
                    .map(name -> open(name, now.get(name)))
                    .filter(node -> !node.ready())
                    .map(node -> "node " + node.name() + " " + node.troubles())
                    .toList();
            return troubles.isEmpty() ? Sight.of(true) : Sight.notYet(String.join(", ", troubles));
        });
    }

    private static ClusterNode open(String name, @Nullable ClusterNode now) {
        if (now == null) {
            throw new StepFailure("node " + name, "a node of the cluster", "no such node");
        }
        if (now.cordon().on()) {
            throw new StepFailure("node " + name, "open to pods", "cordoned");
        }
        return now;
    }

    private static void verifyBackends(Tools tools, List<ReplacedNotes> nodes) {
        Set<String> old =
                nodes.stream().flatMap(node -> node.addresses().stream()).collect(Collectors.toSet());
        nodes.forEach(node -> node.newAddresses().forEach(old::remove));
        for (LoadBalancer balancer : tools.settings.loadBalancers()) {
            LoadBalancerDescription now = tools.retries.call("read load balancer " + balancer.id(), balancer::describe);
            for (BackendSet set : now.backendSets()) {
                List<String> stale = set.backends().stream()
                        .filter(backend -> old.contains(backend.address()))
                        .map(Backend::name)
                        .toList();
                if (!stale.isEmpty()) {
                    throw new StepFailure(
                            "backend set " + set.name() + " of load balancer " + balancer.id(),
                            "no backend of a node that was replaced",
                            stale.toString());
                }
            }
        }
    }
}
