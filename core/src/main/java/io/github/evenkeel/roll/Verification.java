package io.github.evenkeel.roll;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The last look: everything that was replaced is there, and serves. */
final class Verification {
    private Verification() {}

    static void run(Tools tools, List<NodeReport> nodes) {
        for (NodeReport node : nodes) {
            awaitOpen(tools, String.valueOf(node.replacement()));
        }
        verifyBackends(tools, nodes);
        tools.prober.requireAvailable();
    }

    /** A node may be not Ready for a moment at any time; one that is gone or cordoned was taken by somebody else. */
    private static void awaitOpen(Tools tools, String name) {
        String object = "node " + name;
        tools.waits.until(new Goal(object, "Ready", tools.settings.timing().healthy()), () -> {
            ClusterNode now = tools.retries
                    .call("read " + object, () -> tools.settings.workloads().node(name))
                    .orElseThrow(() -> new StepFailure(object, "a node of the cluster", "no such node"));
            if (now.cordon().on()) {
                throw new StepFailure(object, "open to pods", "cordoned");
            }
            return now.ready() ? Sight.of(now) : Sight.notYet(String.valueOf(now.troubles()));
        });
    }

    private static void verifyBackends(Tools tools, List<NodeReport> nodes) {
        Set<String> old = nodes.stream().map(NodeReport::address).collect(Collectors.toSet());
        nodes.forEach(node -> old.remove(String.valueOf(node.replacementAddress())));
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
