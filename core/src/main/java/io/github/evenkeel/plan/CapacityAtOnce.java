package io.github.evenkeel.plan;

import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    private final ClusterSnapshot world;
    private final PodRules rules;
    private final List<NodeTarget> nodes;
    private final FreeCapacity room;
    private final Map<String, String> domains = new HashMap<>();

    /** @param nodes to be rolled, in their order */
    CapacityAtOnce(ClusterSnapshot world, PodRules rules, List<NodeTarget> nodes) {
        this.world = world;
        this.rules = rules;
        this.nodes = nodes;
        room = PodPlacement.room(world);
        world.pools().stream().flatMap(pool -> pool.nodes().stream()).forEach(member -> member.availabilityDomain()
                .ifPresent(domain -> world.nodeOf(member).ifPresent(node -> domains.put(node.name(), domain))));
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
        List<NodeTarget> largestFirst = some.stream()
                .sorted(Comparator.comparing(
                                this::requests,
                                Comparator.comparingLong(Resources::cpuMillis)
                                        .thenComparingLong(Resources::memoryBytes))
                        .reversed())
                .toList();
        List<List<NodeTarget>> groups = new ArrayList<>();
        groups.add(largestFirst.stream().limit(size).toList());
        domains.values().stream()
                .distinct()
                .forEach(domain -> groups.add(largestFirst.stream()
                        .filter(target -> domain.equals(domains.get(name(target))))
                        .limit(size)
                        .toList()));
        IntStream.iterate(0, begin -> begin < some.size(), begin -> begin + Math.max(1, size))
                .forEach(begin -> groups.add(some.subList(begin, Math.min(begin + size, some.size()))));
        return groups.stream().filter(group -> group.size() > 1);
    }

    private Resources requests(NodeTarget target) {
        return world.pods().of(name(target)).stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
    }

    private boolean haveRoom(List<NodeTarget> group) {
        FreeCapacity others = without(group);
        for (NodeTarget target : group) {
            Predicate<String> near = isAloneNear(target) ? inDomainOf(target) : node -> true;
            if (!leaving(target, true).allMatch(pod -> others.take(pod, near))) {
                return false;
            }
        }
        return group.stream().flatMap(target -> leaving(target, false)).allMatch(others::take);
    }

    /** Else its volumes can be attached elsewhere, or its pods have no place whatever else is under way. */
    private boolean isAloneNear(NodeTarget target) {
        FreeCapacity others = without(List.of(target));
        return leaving(target, true).allMatch(pod -> others.take(pod, inDomainOf(target)));
    }

    private Predicate<String> inDomainOf(NodeTarget target) {
        String domain = domains.get(name(target));
        return node -> domain == null || domain.equals(domains.get(node));
    }

    private FreeCapacity without(List<NodeTarget> group) {
        return room.without(group.stream().map(CapacityAtOnce::name).collect(Collectors.toSet()));
    }

    private Stream<Pod> leaving(NodeTarget target, boolean withVolumes) {
        return PodPlacement.leaving(List.of(target), rules, world).stream()
                .filter(pod -> pod.claims().isEmpty() != withVolumes);
    }

    private static String name(NodeTarget target) {
        return target.node().name();
    }
}
