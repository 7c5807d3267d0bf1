package io.github.evenkeel.roll;

import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.ReplacedEntry;
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

/** Verifies the outcome: all successors exist and serve. */
final class Verification {
    private Verification() {}

    static void run(RunContext context, List<ReplacedEntry> nodes) {
        awaitOpen(context, nodes);
        verifyBackends(context, nodes);
        context.requireAvailable(context.scope);
    }

    /**
     * Waits for all of them together: one that was Ready may no longer be so when the last one is. Another client has
     * deleted or cordoned one that is gone or cordoned.
     */
    private static void awaitOpen(RunContext context, List<ReplacedEntry> nodes) {
        List<String> names = nodes.stream().map(ReplacedEntry::by).sorted().toList();
        WaitCondition condition = new WaitCondition(
                "the nodes that were made",
                "Ready",
                context.spec.timing().loadBalancer().healthy());
        context.scope.waits().await(condition, () -> {
            Map<String, ClusterNode> now =
                    context.scope.retries().call("read nodes", context.spec.workloads()::nodes).stream()
                            .collect(Collectors.toMap(ClusterNode::name, Function.identity()));
            return NotReady.lookAt(
                    names.stream().map(name -> open(name, now.get(name))).toList());
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

    private static void verifyBackends(RunContext context, List<ReplacedEntry> nodes) {
        Set<String> old =
                nodes.stream().flatMap(node -> node.addresses().stream()).collect(Collectors.toSet());
        nodes.forEach(node -> node.newAddresses().forEach(old::remove));
        for (LoadBalancer balancer : context.spec.loadBalancers()) {
            LoadBalancerDescription now =
                    context.scope.retries().call("read load balancer " + balancer.id(), balancer::describe);
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
