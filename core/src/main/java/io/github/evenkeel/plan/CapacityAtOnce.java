package io.github.evenkeel.plan;

import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Number of nodes that can be taken away at once so that their pods fit on the others, as {@link CapacityCheck} looks
 * at it for each node alone. With more, each of these nodes would wait for pods that can't become ready elsewhere.
 *
 * <p>Which nodes are under way together depends on how long each takes. So it looks at the nodes of the plan in groups,
 * in their order, at those with the largest pods, and at those of each availability domain. A pod with a volume stays
 * in the domain of its node, as a block volume does.
 */
final class CapacityAtOnce {
    private final List<Leaving> nodes;
    private final FreeCapacity room;
    private final Map<String, String> domains;

    /** @param nodes to be rolled, in their order */
    CapacityAtOnce(ClusterSnapshot world, PodRules rules, List<NodeTarget> nodes) {
        room = PodPlacement.room(world);
        domains = world.domains();
        this.nodes = nodes.stream().map(target -> leaving(target, rules, world)).toList();
    }

    /**
     * Node with the pods that leave it.
     *
     * @param requests of all of its pods
     * @param bound pods with volumes
     * @param near whether these have a place on a node of that name
     * @param others pods without volumes
     */
    private record Leaving(
            String node,
            String poolId,
            Resources requests,
            List<Pod> bound,
            Predicate<String> near,
            List<Pod> others) {}

    private Leaving leaving(NodeTarget target, PodRules rules, ClusterSnapshot world) {
        String name = target.node().name();
        Map<Boolean, List<Pod>> pods = PodPlacement.leaving(List.of(target), rules, world).stream()
                .collect(Collectors.partitioningBy(pod -> pod.claims().isEmpty()));
        List<Pod> bound = pods.getOrDefault(false, List.of());
        return new Leaving(
                name,
                target.pool().id(),
                world.pods().of(name).stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus),
                bound,
                near(name, bound),
                pods.getOrDefault(true, List.of()));
    }

    /** Where they don't fit alone, their volumes can be attached elsewhere, or they have no place in any case. */
    private Predicate<String> near(String name, List<Pod> bound) {
        String domain = domains.get(name);
        Predicate<String> inDomain = node -> domain == null || domain.equals(domains.get(node));
        FreeCapacity alone = room.without(name);
        return bound.stream().allMatch(pod -> alone.take(pod, inDomain)) ? inDomain : node -> true;
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
        Stream<List<Leaving>> groups = limits.sideBySide()
                ? groups(nodes, limits.all().unavailable())
                : limits.pools().stream()
                        .flatMap(pool -> groups(
                                nodes.stream()
                                        .filter(node -> node.poolId().equals(pool.poolId()))
                                        .toList(),
                                pool.unavailable()));
        return groups.allMatch(this::haveRoom);
    }

    private Stream<List<Leaving>> groups(List<Leaving> some, int size) {
        List<Leaving> largestFirst = some.stream()
                .sorted(Comparator.comparing(
                                Leaving::requests,
                                Comparator.comparingLong(Resources::cpuMillis)
                                        .thenComparingLong(Resources::memoryBytes))
                        .reversed())
                .toList();
        List<List<Leaving>> groups = new ArrayList<>();
        groups.add(largestFirst.stream().limit(size).toList());
        domains.values().stream()
                .distinct()
                .forEach(domain -> groups.add(largestFirst.stream()
                        .filter(node -> domain.equals(domains.get(node.node())))
                        .limit(size)
                        .toList()));
        IntStream.iterate(0, begin -> begin < some.size(), begin -> begin + Math.max(1, size))
                .forEach(begin -> groups.add(some.subList(begin, Math.min(begin + size, some.size()))));
        return groups.stream().filter(group -> group.size() > 1);
    }

    private boolean haveRoom(List<Leaving> group) {
        FreeCapacity left = room.without(group.stream().map(Leaving::node).collect(Collectors.toSet()));
        return group.stream().allMatch(node -> node.bound.stream().allMatch(pod -> left.take(pod, node.near)))
                && group.stream().flatMap(node -> node.others.stream()).allMatch(left::take);
    }
}
