package io.github.evenkeel.plan;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Scheduling;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Placement of the pods that leave nodes on the other nodes: the most restricted and largest first, each on the first
 * node with room.
 */
final class PodPlacement {
    /** Those that few nodes take choose first, as the scheduler would find them a place whatever the others took. */
    private static final Comparator<Pod> CHOOSIEST_AND_LARGEST_FIRST = Comparator.comparing(
                    Pod::scheduling, PodPlacement::choosier)
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

    private PodPlacement() {}

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
