package io.github.evenkeel.plan;

import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Order in which a rollout takes nodes. */
final class RolloutOrder {
    private RolloutOrder() {}

    /**
     * Sorts the nodes into sections of which each is rolled before the next one: one for each pool, or one for all
     * pools side by side.
     *
     * @param targets in the order of the pools
     */
    static List<List<NodeTarget>> sections(List<NodeTarget> targets, Rollout rollout) {
        List<List<NodeTarget>> pools = new ArrayList<>();
        for (List<NodeTarget> pool : groups(targets, target -> target.pool().id())) {
            pools.add(pool.stream().sorted(comparator(rollout.order())).toList());
        }
        if (rollout.takesPoolsSideBySide() && !pools.isEmpty()) {
            pools = List.of(interleaved(pools));
        }
        return pools.stream().map(section -> spread(section, rollout.spread())).toList();
    }

    /** The domain of the first node comes first; with an even spread, the domains take turns. */
    private static List<NodeTarget> spread(List<NodeTarget> section, Spread spread) {
        List<List<NodeTarget>> domains = groups(section, target -> NodeDomain.of(spread, target.state()));
        return switch (spread) {
            case NONE -> section;
            case ONE_AVAILABILITY_DOMAIN, ONE_FAULT_DOMAIN ->
                domains.stream().flatMap(List::stream).toList();
            case EVEN_AVAILABILITY_DOMAINS, EVEN_FAULT_DOMAINS -> interleaved(domains);
        };
    }

    private static List<List<NodeTarget>> groups(List<NodeTarget> targets, Function<NodeTarget, String> group) {
        Map<String, List<NodeTarget>> groups =
                targets.stream().collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(groups.values());
    }

    /** Node of a group, with the share of its group that comes before it. */
    private record Placed(NodeTarget target, double share, int group) {}

    /** In each part of the result, each group has about the share that it has of the whole. */
    private static List<NodeTarget> interleaved(Collection<List<NodeTarget>> groups) {
        List<Placed> placed = new ArrayList<>();
        int group = 0;
        for (List<NodeTarget> members : groups) {
            for (int i = 0; i < members.size(); i++) {
                placed.add(new Placed(members.get(i), (i + 0.5) / members.size(), group));
            }
            group++;
        }
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::share).thenComparingInt(Placed::group))
                .map(Placed::target)
                .toList();
    }

    private static Comparator<NodeTarget> comparator(NodeOrder order) {
        Comparator<NodeTarget> byName = Comparator.<NodeTarget, String>comparing(
                        target -> target.member().name())
                .thenComparing(target -> target.node().uid());
        return switch (order.kind()) {
            case NAME -> byName;
            case AGE ->
                Comparator.<NodeTarget, Instant>comparing(
                                target -> target.node().created().orElse(Instant.MAX))
                        .thenComparing(byName);
            case LABEL -> {
                String label = order.label().orElseThrow();
                yield Comparator.<NodeTarget>comparingInt(target -> rank(label(target, label), order.values()))
                        .thenComparing(target -> label(target, label))
                        .thenComparing(byName);
            }
        };
    }

    /** Nodes without the label come last. */
    private static int rank(String value, List<String> first) {
        int place = first.indexOf(value);
        if (place >= 0) {
            return place;
        }
        return value.isEmpty() ? first.size() + 1 : first.size();
    }

    private static String label(NodeTarget target, String label) {
        return target.node().labels().getOrDefault(label, "");
    }
}
