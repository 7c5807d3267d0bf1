package io.github.evenkeel.plan;

import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Number of nodes that can be taken away at once so that their pods fit on the others, as {@link CapacityCheck} looks
 * at it for each node alone. With more, each of these nodes would wait for pods that can't become ready elsewhere.
 *
 * <p>Which nodes are under way together depends on how long each takes. So it looks at the nodes of the plan in groups,
 * in their order, and at those with the largest pods.
 */
final class CapacityAtOnce {
    private final ClusterSnapshot world;
    private final PodRules rules;
    private final List<NodeTarget> nodes;
    private final FreeCapacity room;

    /** @param nodes to be rolled, in their order */
    CapacityAtOnce(ClusterSnapshot world, PodRules rules, List<NodeTarget> nodes) {
        this.world = world;
        this.rules = rules;
        this.nodes = nodes;
        room = PodPlacement.room(world);
    }

    /**
     * The largest number that fits, up to that of the rollout; one at least, as a blocker tells of what does not fit
     * alone.
     */
    int most(RolloutLimits limits) {
        int fits = 1;
        int tooMany = limits.all().unavailable() + 1;
        while (tooMany - fits > 1) {
            int half = (fits + tooMany) / 2;
            if (fits(limits.atMostUnavailable(half))) {
                fits = half;
            } else {
                tooMany = half;
            }
        }
        return fits;
    }

    private boolean fits(RolloutLimits limits) {
        Stream<List<NodeTarget>> groups = limits.sideBySide()
                ? groups(nodes, limits.all().unavailable())
                : limits.pools().stream()
                        .flatMap(pool -> groups(
                                nodes.stream()
                                        .filter(target -> target.pool().id().equals(pool.poolId()))
                                        .toList(),
                                pool.unavailable()));
        return groups.allMatch(this::haveRoom);
    }

    private Stream<List<NodeTarget>> groups(List<NodeTarget> some, int size) {
        List<List<NodeTarget>> groups = new ArrayList<>();
        groups.add(some.stream()
                .sorted(Comparator.comparing(
                                this::requests,
                                Comparator.comparingLong(Resources::cpuMillis)
                                        .thenComparingLong(Resources::memoryBytes))
                        .reversed())
                .limit(size)
                .toList());
        IntStream.iterate(0, begin -> begin < some.size(), begin -> begin + Math.max(1, size))
                .forEach(begin -> groups.add(some.subList(begin, Math.min(begin + size, some.size()))));
        return groups.stream().filter(group -> group.size() > 1);
    }

    private Resources requests(NodeTarget target) {
        return world.pods().of(target.node().name()).stream()
                .map(Pod::requests)
                .reduce(Resources.NONE, Resources::plus);
    }

    private boolean haveRoom(List<NodeTarget> group) {
        FreeCapacity others =
                room.without(group.stream().map(target -> target.node().name()).collect(Collectors.toSet()));
        return PodPlacement.firstWithoutPlace(PodPlacement.leaving(group, rules, world), others)
                .isEmpty();
    }
}
