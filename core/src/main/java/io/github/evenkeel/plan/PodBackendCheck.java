package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pod.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that pods that are backends themselves can leave their node without losing requests: a balancer sends a pod
 * requests until the controller of its backend has removed it, which takes a while from the eviction.
 */
final class PodBackendCheck implements Check {
    private static final int MOST_NAMED = 5;

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        BackendPods backends = BackendPods.of(world);
        if (backends.isEmpty()) {
            return List.of();
        }
        PodRules rules = world.rules(spec);
        Map<String, List<Pod>> abrupt = new TreeMap<>();
        Map<String, List<Pod>> staying = new TreeMap<>();
        for (NodeTarget target : executionPlan.nodes()) {
            for (Pod pod : backends.on(target.node().name())) {
                Decision decision = rules.judge(pod, world.budgets().of(pod)).decision();
                String workload = WorkloadName.of(pod).toString();
                if (decision == Decision.SKIP) {
                    staying.computeIfAbsent(workload, name -> new ArrayList<>()).add(pod);
                } else if (!pod.is(Trait.READINESS_GATE) && !pod.is(Trait.PRE_STOP)) {
                    abrupt.computeIfAbsent(workload, name -> new ArrayList<>()).add(pod);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        abrupt.forEach((workload, pods) -> findings.add(Finding.warning(
                workload,
                names(pods)
                        + " on nodes to roll, backends themselves without a readiness gate or a preStop hook: requests"
                        + " are lost at their eviction, until their backends are removed",
                "pods that serve until the load balancer knows that they leave",
                "give its containers a preStop hook, such as a sleep of 15 s")));
        staying.forEach((workload, pods) -> findings.add(Finding.warning(
                workload,
                names(pods)
                        + " on nodes to roll, backends themselves and not evicted: requests are lost when their node"
                        + " is deleted",
                "backends that are removed before their node is deleted",
                "have their requests come in at nodes instead, or at pods that are evicted")));
        return findings;
    }

    private static String names(List<Pod> pods) {
        String more = pods.size() > MOST_NAMED ? " and " + (pods.size() - MOST_NAMED) + " more" : "";
        return "pods "
                + pods.stream()
                        .map(Pod::name)
                        .sorted(Comparator.naturalOrder())
                        .limit(MOST_NAMED)
                        .collect(Collectors.joining(", "))
                + more;
    }
}
