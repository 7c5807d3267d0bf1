package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/** Warns of a plan without a load balancer: the roll drains no backend. */
final class NoLoadBalancerCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return spec.loadBalancers().isEmpty() && spec.services().finder() == null
                ? List.of(Finding.warning(
                        "cluster " + spec.cluster().id(),
                        "a plan withoutLoadBalancer(): no backend is drained before its node is deleted",
                        "the load balancers that send requests to the nodes, if there are any",
                        "begin the plan withLoadBalancer(...), unless no load balancer has these nodes as backends;"
                                + " withLoadBalancerInventory(...) looks for them"))
                : List.of();
    }
}
