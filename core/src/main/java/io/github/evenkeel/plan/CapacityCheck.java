package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks that the pods of each node fit on the others: by effective requests and allocatable resources, by number, and
 * by taints, node selector, required node affinity and required anti-affinity by hostname.
 *
 * <p>It places the most restricted and largest pods first, each on the first node with room. It ignores topology
 * spread, affinity to other pods and the location of volumes. So a finding is certain for one node at a time, but no
 * finding is no guarantee.
 */
final class CapacityCheck implements Check {
    private static final int BY_NAME = 5;
    private static final String NOT_SIMULATED = " (topology spread is not simulated)";

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        PodRules rules = world.rules(spec);
        FreeCapacity room = PodPlacement.room(world);
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : executionPlan.nodes()) {
            String name = target.node().name();
            List<Pod> leaving = PodPlacement.leaving(List.of(target), rules, world);
            FreeCapacity others = room.without(name);
            List<Pod> stranded =
                    leaving.stream().filter(pod -> !others.anyAdmits(pod)).toList();
            if (!stranded.isEmpty()) {
                findings.add(stranded(target, stranded, others));
            }
            PodPlacement.firstWithoutPlace(
                            leaving.stream()
                                    .filter(pod -> !stranded.contains(pod))
                                    .toList(),
                            others)
                    .ifPresent(pod -> findings.add(crowded(target, leaving.size(), pod, others)));
        }
        return findings;
    }

    private static Finding stranded(NodeTarget target, List<Pod> pods, FreeCapacity others) {
        String named = pods.stream()
                .limit(BY_NAME)
                .map(pod -> pod.path() + ": " + others.refusals(pod))
                .collect(Collectors.joining("; "));
        return Finding.blocker(
                target.toString(),
                "no other node takes its " + (pods.size() == 1 ? "pod " : pods.size() + " pods ") + named
                        + (pods.size() > BY_NAME ? "; and " + (pods.size() - BY_NAME) + " more" : "") + NOT_SIMULATED,
                "another node, ready and open, that lets in each of them",
                "add such a node, take the taint away, or change the pod's node selector, affinity or tolerations");
    }

    private static Finding crowded(NodeTarget target, int leaving, Pod pod, FreeCapacity others) {
        return Finding.blocker(
                target.toString(),
                "no room elsewhere for its pod " + pod.path() + " (" + pod.requests()
                        + ") once others of its pods have theirs: " + others.refusals(pod) + "; free on other nodes: "
                        + others.sum() + NOT_SIMULATED,
                "room for " + leaving + " pods on nodes that are ready and open",
                "add a node to the pool, or scale something down");
    }
}
