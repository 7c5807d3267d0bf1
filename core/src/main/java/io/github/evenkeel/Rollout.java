package io.github.evenkeel;

import io.github.evenkeel.model.NodeCount;
import io.github.evenkeel.spi.ClusterNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Immutable rules for which nodes a roll has under way at once, and in what order. Each method returns new rules; a
 * second call replaces the first, but for {@link #onlyNodes} and {@link #leavingOutNodes}, which add.
 *
 * <pre>{@code
 * Rollout.maxSurge(2).waves("1", "3", "10%").soaking(Duration.ofMinutes(10))
 * }</pre>
 *
 * <p>A number of nodes may be a percentage of the nodes of each pool that are to be rolled. As in a Deployment, surge
 * is rounded up and unavailable nodes are rounded down, to one at least if there is no surge.
 */
public final class Rollout {
    private static final Duration LONGEST_SOAK = Duration.ofDays(7);
    private static final int MOST_WAVES = 100;
    private static final NodeCount NONE = NodeCount.of(0);

    private static final Rollout ONE_AT_A_TIME = new Rollout(
            new Limits(NONE, NodeCount.of(1), false, Pools.ONE_AFTER_THE_OTHER),
            List.of(),
            Duration.ZERO,
            NodeOrder.byName(),
            Spread.NONE,
            NodeRules.ofAll());

    private final Limits limits;
    private final List<NodeCount> waves;
    private final Duration soak;
    private final NodeOrder order;
    private final Spread spread;
    private final NodeRules nodes;

    private Rollout(
            Limits limits, List<NodeCount> waves, Duration soak, NodeOrder order, Spread spread, NodeRules nodes) {
        this.limits = limits;
        this.waves = List.copyOf(waves);
        this.soak = soak;
        this.order = order;
        this.spread = spread;
        this.nodes = nodes;
    }

    private record Limits(NodeCount surge, NodeCount unavailable, boolean lessSurge, Pools pools) {}

    private enum Pools {
        ONE_AFTER_THE_OTHER,
        SIDE_BY_SIDE
    }

    /** The published procedure: a node is replaced before the next one is touched. */
    public static Rollout oneAtATime() {
        return ONE_AT_A_TIME;
    }

    /** Takes away so many nodes at once, before others have taken their place. */
    public static Rollout maxUnavailable(int nodes) {
        return ONE_AT_A_TIME.limited(NONE, NodeCount.of(nodes));
    }

    /**
     * Takes away so many nodes at once, before others have taken their place.
     *
     * @param nodes such as {@code 3} or {@code 10%}
     */
    public static Rollout maxUnavailable(String nodes) {
        return ONE_AT_A_TIME.limited(NONE, NodeCount.parse(nodes));
    }

    /** Adds so many nodes to the pool's size, and takes a node away once another has taken its place. */
    public static Rollout maxSurge(int nodes) {
        return ONE_AT_A_TIME.limited(NodeCount.of(nodes), NONE);
    }

    /**
     * Adds so many nodes to the pool's size, and takes a node away once another has taken its place.
     *
     * @param nodes such as {@code 3} or {@code 10%}
     */
    public static Rollout maxSurge(String nodes) {
        return ONE_AT_A_TIME.limited(NodeCount.parse(nodes), NONE);
    }

    /** Besides surge, takes away so many nodes at once before others have taken their place. */
    public Rollout andMaxUnavailable(int nodes) {
        return limited(limits.surge, NodeCount.of(nodes));
    }

    /**
     * Besides surge, takes away so many nodes at once before others have taken their place.
     *
     * @param nodes such as {@code 3} or {@code 10%}
     */
    public Rollout andMaxUnavailable(String nodes) {
        return limited(limits.surge, NodeCount.parse(nodes));
    }

    /**
     * If the service can't make all surge nodes, goes on with those that it made; with none, it takes away one node at
     * a time. Without this option, the roll stops before it takes anything away.
     */
    public Rollout orWithLessSurge() {
        return copy(new Limits(limits.surge, limits.unavailable, true, limits.pools), waves, soak, order, spread);
    }

    /**
     * Rolls all pools at once: the limits hold for each pool, and for all pools together. Without this option, the roll
     * takes the pools one after the other.
     */
    public Rollout poolsSideBySide() {
        return copy(
                new Limits(limits.surge, limits.unavailable, limits.lessSurge, Pools.SIDE_BY_SIDE),
                waves,
                soak,
                order,
                spread);
    }

    /**
     * Divides the nodes into waves; a wave begins when all nodes of the one before are done. The last size repeats
     * until no node is left. Each pool has waves of its own, unless the pools are rolled side by side. A first wave of
     * one node is a canary.
     *
     * @param sizes such as {@code 1}, {@code 3} and {@code 10%}; a percentage is rounded up
     * @throws IllegalArgumentException if there is none, or more than 100, or one is zero or no number of nodes
     */
    public Rollout waves(String... sizes) {
        List<NodeCount> all = Stream.of(sizes).map(NodeCount::parse).toList();
        if (all.isEmpty() || all.size() > MOST_WAVES || all.stream().anyMatch(NodeCount::isZero)) {
            throw new IllegalArgumentException(
                    "the waves are " + all + "; needed are 1 to " + MOST_WAVES + " sizes, each more than none");
        }
        return copy(limits, all, soak, order, spread);
    }

    /**
     * Waits for so long between the end of a wave and the begin of the next one. While a probe is not available, the
     * next wave does not begin.
     *
     * @throws IllegalArgumentException if it is negative, or more than seven days
     */
    public Rollout soaking(Duration time) {
        if (Objects.requireNonNull(time, "time").isNegative() || time.compareTo(LONGEST_SOAK) > 0) {
            throw new IllegalArgumentException("the soak of a wave is " + time + "; needed is none to " + LONGEST_SOAK);
        }
        return copy(limits, waves, time, order, spread);
    }

    /** Sets what becomes of nodes whose pods can't be evicted. The default is {@link UndrainableNodes#stop()}. */
    public Rollout undrainableNodes(UndrainableNodes rule) {
        return with(nodes.with(rule));
    }

    /** Sets the order of the nodes of a pool. The default is by name. */
    public Rollout ordered(NodeOrder by) {
        return copy(limits, waves, soak, Objects.requireNonNull(by, "by"), spread);
    }

    /** Sets how the nodes that are under way are spread over domains. The default is {@link Spread#NONE}. */
    public Rollout spread(Spread over) {
        return copy(limits, waves, soak, order, Objects.requireNonNull(over, "over"));
    }

    /** Rolls only these nodes, and those of other calls of this method. Without it, all outdated nodes are rolled. */
    public Rollout onlyNodes(NodeSelection selection) {
        return with(nodes.only(selection));
    }

    /** Leaves these nodes as they are, and those of other calls of this method. */
    public Rollout leavingOutNodes(NodeSelection selection) {
        return with(nodes.leavingOut(selection));
    }

    /**
     * Taints the nodes that are still to be rolled with {@code evenkeel.io/outdated:PreferNoSchedule}, so that pods
     * which leave a node prefer the new ones and move once. The taint is removed however the roll ends.
     */
    public Rollout taintingOutdatedNodes() {
        return with(nodes.taintingOutdated());
    }

    /** How many nodes may be added. */
    public NodeCount maxSurge() {
        return limits.surge;
    }

    /** How many nodes may be taken away before others have taken their place. */
    public NodeCount maxUnavailable() {
        return limits.unavailable;
    }

    /** Whether fewer surge nodes do. */
    public boolean allowsLessSurge() {
        return limits.lessSurge;
    }

    /** Whether it takes all pools at once. */
    public boolean takesPoolsSideBySide() {
        return limits.pools == Pools.SIDE_BY_SIDE;
    }

    /** Sizes of the waves, of which the last repeats; none if there is one wave. */
    public List<NodeCount> waves() {
        return waves;
    }

    /** How long it waits after a wave. */
    public Duration soak() {
        return soak;
    }

    /** The order of the nodes of a pool. */
    public NodeOrder order() {
        return order;
    }

    /** How the nodes that are under way are spread. */
    public Spread spread() {
        return spread;
    }

    /** The nodes to roll; none if there is no such rule. */
    public List<NodeSelection> chosenNodes() {
        return nodes.only();
    }

    /** The nodes to leave as they are. */
    public List<NodeSelection> leftOutNodes() {
        return nodes.leftOut();
    }

    /** What becomes of nodes whose pods can't be evicted. */
    public UndrainableNodes undrainableNodes() {
        return nodes.undrainable();
    }

    /** Whether nodes that are still to be rolled get a taint. */
    public boolean taintsOutdatedNodes() {
        return nodes.taintOutdated();
    }

    /**
     * Whether it rolls a node, if that is outdated.
     *
     * @param age see {@link NodeSelection#selects}
     */
    public boolean selects(ClusterNode node, Optional<Duration> age) {
        return nodes.select(node, age);
    }

    /** A readable form, equal for equal rules in every process. */
    @Override
    public String toString() {
        return Stream.of(
                        Optional.of("max surge " + limits.surge + ", max unavailable " + limits.unavailable),
                        Optional.of("or with less surge").filter(words -> limits.lessSurge),
                        Optional.of("pools side by side").filter(words -> takesPoolsSideBySide()),
                        Optional.of("waves of " + words(waves)).filter(words -> !waves.isEmpty()),
                        Optional.of("soaking for " + soak.toSeconds() + " s").filter(words -> !soak.isZero()),
                        Optional.of(order.toString()),
                        Optional.of(spread.words()).filter(words -> spread != Spread.NONE),
                        Optional.of("only nodes " + words(nodes.only()))
                                .filter(words -> !nodes.only().isEmpty()),
                        Optional.of("leaving out nodes " + words(nodes.leftOut()))
                                .filter(words -> !nodes.leftOut().isEmpty()),
                        Optional.of(nodes.undrainable().toString())
                                .filter(words -> nodes.undrainable().mostLeftAside() > 0),
                        Optional.of("tainting outdated nodes").filter(words -> nodes.taintOutdated()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static String words(List<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private Rollout limited(NodeCount surge, NodeCount unavailable) {
        return copy(new Limits(surge, unavailable, limits.lessSurge, limits.pools), waves, soak, order, spread);
    }

    private Rollout copy(
            Limits newLimits, List<NodeCount> newWaves, Duration newSoak, NodeOrder newOrder, Spread newSpread) {
        return new Rollout(newLimits, newWaves, newSoak, newOrder, newSpread, nodes);
    }

    private Rollout with(NodeRules rules) {
        return new Rollout(limits, waves, soak, order, spread, rules);
    }
}
