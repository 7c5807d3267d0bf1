package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.LoadBalancerTiming;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.BackendSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that connections through a node have as long as requests may last, before the node is deleted. */
final class ConnectionTimeCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        Set<String> rolled = executionPlan.nodes().stream()
                .flatMap(target -> target.addresses().all().stream())
                .collect(Collectors.toSet());
        LoadBalancerTiming timing = spec.timing().loadBalancer();
        List<Finding> findings = new ArrayList<>();
        for (BalancerView view : world.balancers()) {
            for (BackendSet set : view.description().backendSets()) {
                if (set.backends().stream().anyMatch(backend -> rolled.contains(backend.address()))) {
                    findings.addAll(cut(view, set, timing));
                }
            }
        }
        return findings;
    }

    private static List<Finding> cut(BalancerView view, BackendSet set, LoadBalancerTiming timing) {
        String balancer = view.description().id();
        Duration drain = timing.connectionDrain(balancer, set.name(), set.connectionDrain());
        Duration longest = timing.longestRequest().orElse(Duration.ZERO);
        boolean configured = longest.compareTo(set.idleTimeout()) > 0;
        Duration needed = configured ? longest : set.idleTimeout();
        return drain.compareTo(needed) >= 0
                ? List.of()
                : List.of(Finding.warning(
                        BackendSetCheck.name(set, view),
                        (configured ? "requests of up to " : "listeners with an idle timeout of ")
                                + WaitCondition.text(needed) + ", and " + WaitCondition.text(drain)
                                + " from the drain of a backend until its node may be deleted: what lasts longer, such as"
                                + " a download or a websocket, is cut",
                        "as long for connections: " + WaitCondition.text(needed),
                        "LoadBalancerTiming.withConnectionDrain(\"" + balancer + "\", \"" + set.name()
                                + "\", ...); nothing, if no request lasts longer than " + WaitCondition.text(drain)));
    }
}
