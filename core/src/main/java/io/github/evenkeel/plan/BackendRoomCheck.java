package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import java.util.ArrayList;
import java.util.List;

/** Checks that backend sets have room for the backends of surge nodes, which are beside those of the nodes. */
final class BackendRoomCheck implements Check {
    /** Limit of a backend set of an OCI load balancer. */
    static final int MOST_BACKENDS = 512;

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        int surge = executionPlan.rollout().limits().all().surge();
        List<Finding> findings = new ArrayList<>();
        if (surge == 0) {
            return findings;
        }
        for (BalancerView view : world.balancers()) {
            for (BackendSet set : view.description().backendSets()) {
                long ofOneNode = executionPlan.nodes().stream()
                        .mapToLong(target -> count(target, set))
                        .max()
                        .orElse(0);
                long most = set.backends().size() + surge * ofOneNode;
                if (ofOneNode > 0 && most > MOST_BACKENDS) {
                    findings.add(Finding.blocker(
                            BackendSetCheck.name(set, view),
                            set.backends().size() + " backends, and " + surge * ofOneNode
                                    + " of surge nodes beside them",
                            "at most " + MOST_BACKENDS,
                            "lower max surge, or use Rollout.maxUnavailable(...)"));
                }
            }
        }
        return findings;
    }

    private static long count(NodeTarget target, BackendSet set) {
        return set.backends().stream()
                .map(Backend::address)
                .filter(address -> target.addresses().include(address))
                .count();
    }
}
