package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Scheduling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** Those that few nodes take choose first, as the scheduler would find them a place whatever the others took. */
    private static final Comparator<Pod> CHOOSIEST_AND_LARGEST_FIRST = Comparator.comparing(
                    Pod::scheduling, CapacityCheck::choosier)
            .thenComparing(Comparator.comparing(
                            Pod::requests,
                            Comparator.comparingLong(Resources::cpuMillis).thenComparingLong(Resources::memoryBytes))
                    .reversed());

    private static int choosier(Scheduling one, Scheduling other) {
        return Boolean.compare(choosy(other), choosy(one));
    }

    private static boolean choosy(Scheduling scheduling) {
        return !(scheduling.nodeSelector().isEmpty()
                && scheduling.nodeTerms().isEmpty()
                && scheduling.apart().isEmpty());
    }

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        PodRules rules = world.rules(spec);
        FreeCapacity room = room(world);
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : executionPlan.nodes()) {
            String name = target.node().name();
            List<Pod> leaving = leaving(List.of(target), rules, world);
            FreeCapacity others = room.without(name);
            List<Pod> stranded =
                    leaving.stream().filter(pod -> !others.anyAdmits(pod)).toList();
            if (!stranded.isEmpty()) {
                findings.add(stranded(target, stranded, others));
            }
            firstWithoutPlace(
                            leaving.stream()
                                    .filter(pod -> !stranded.contains(pod))
                                    .toList(),
                            others)
                    .ifPresent(pod -> findings.add(crowded(target, leaving.size(), pod, others)));
        }
        return findings;
    }

    /** What is free on the nodes that accept pods. */
    static FreeCapacity room(ClusterSnapshot world) {
        return new FreeCapacity(world.nodes().all().stream()
                .filter(node -> node.troubles().isEmpty() && !node.cordon().on())
                .map(node -> place(world, node))
                .toList());
    }

    /** The pods that leave these nodes, in the order in which they are placed. */
    static List<Pod> leaving(List<NodeTarget> targets, PodRules rules, ClusterSnapshot world) {
        return targets.stream()
                .flatMap(target -> world.pods().of(target.node().name()).stream())
                .filter(pod -> !pod.finished() && leaves(pod, rules, world))
                .sorted(CHOOSIEST_AND_LARGEST_FIRST)
                .toList();
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

    static Optional<Pod> firstWithoutPlace(List<Pod> pods, FreeCapacity room) {
        return pods.stream().filter(pod -> !room.take(pod)).findFirst();
    }

    private static boolean leaves(Pod pod, PodRules rules, ClusterSnapshot world) {
        return rules.judge(pod, world.budgets().of(pod)).decision() == PodVerdict.Decision.EVICT;
    }

    private static FreeCapacity.Place place(ClusterSnapshot world, ClusterNode node) {
        List<Pod> residents = world.pods().of(node.name()).stream()
                .filter(pod -> !pod.finished())
                .toList();
        Resources taken = residents.stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
        return new FreeCapacity.Place(node, node.allocatable().minus(taken), residents);
    }
}
