package io.github.evenkeel.plan;

import io.github.evenkeel.PlannedWave;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RolloutPreview;
import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.WavesEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decided rollout of a plan: limits as numbers, and nodes in waves. Immutable. */
public final class RolloutPlan {
    private final RolloutLimits limits;
    private final Spread spread;
    private final int domains;
    private final List<Wave> waves;
    private final int openWave;
    private final Map<String, Integer> waveOf = new HashMap<>();
    private final Optional<String> alone;

    private RolloutPlan(RolloutLimits limits, Spread spread, int domains, List<Wave> waves, int openWave) {
        this(limits, spread, domains, waves, openWave, Optional.empty());
    }

    private RolloutPlan(
            RolloutLimits limits, Spread spread, int domains, List<Wave> waves, int openWave, Optional<String> alone) {
        this.limits = limits;
        this.spread = spread;
        this.domains = Math.max(1, domains);
        this.waves = List.copyOf(waves);
        this.openWave = openWave;
        this.alone = alone;
        for (int wave = 0; wave < waves.size(); wave++) {
            for (String uid : waves.get(wave).nodes()) {
                waveOf.put(uid, wave);
            }
        }
    }

    /** The published procedure, for nodes of which no plan was made. */
    public static RolloutPlan oneAtATime() {
        return new RolloutPlan(RolloutLimits.of(Rollout.oneAtATime(), List.of()), Spread.NONE, 1, List.of(), 0);
    }

    /**
     * Decides the waves.
     *
     * @param sections nodes in the order in which they are rolled
     * @param domains how many domains there are to spread nodes over
     */
    static RolloutPlan of(Rollout rollout, List<List<NodeTarget>> sections, int domains) {
        Map<String, PoolLimit> pools = new LinkedHashMap<>();
        List<Wave> waves = new ArrayList<>();
        for (List<NodeTarget> section : sections) {
            section.forEach(target -> pools.merge(
                    target.pool().id(),
                    new PoolLimit(target.pool().id(), target.pool().name(), 1, 0, 0),
                    PoolLimit::plus));
            String nodes = rollout.takesPoolsSideBySide()
                    ? "all node pools"
                    : "node pool " + section.get(0).pool().name();
            waves.addAll(
                    section.get(0).hasOwnPod()
                            ? List.of(ownWave(section.get(0)))
                            : Waves.of(section, nodes, rollout.waves()));
        }
        return new RolloutPlan(
                RolloutLimits.of(rollout, List.copyOf(pools.values())), rollout.spread(), domains, waves, 0);
    }

    private static Wave ownWave(NodeTarget target) {
        return new Wave(List.of(target.node().uid()), "the node of the run's own pod, after all others");
    }

    /** The same, with the node of the run's own pod among the nodes. */
    RolloutPlan with(Optional<NodeTarget> ownNode) {
        return new RolloutPlan(limits, spread, domains, waves, openWave, ownNode.map(target -> target.node()
                .uid()));
    }

    /** Whether no other node may be under way with it: the drain of the run's own pod ends the run's process. */
    public boolean isAlone(NodeState node) {
        return alone.filter(node.node().uid()::equals).isPresent();
    }

    /** For nodes that another process has begun, before anything else is known. */
    public static RolloutPlan of(Rollout rollout, WavesEntry decided) {
        return of(rollout, decided, Map.of(), 1);
    }

    /**
     * Takes up the waves that were decided when the run began.
     *
     * @param rollout by which the run goes on: its waves don't count
     * @param names of the pools, by their identity
     */
    static RolloutPlan of(Rollout rollout, WavesEntry decided, Map<String, String> names, int domains) {
        List<PoolLimit> pools = decided.pools().entrySet().stream()
                .map(pool -> new PoolLimit(
                        pool.getKey(), names.getOrDefault(pool.getKey(), pool.getKey()), pool.getValue(), 0, 0))
                .toList();
        List<Wave> waves = decided.waves().stream()
                .map(nodes -> new Wave(nodes, "decided when the run began"))
                .toList();
        return new RolloutPlan(RolloutLimits.of(rollout, pools), rollout.spread(), domains, waves, decided.open());
    }

    /**
     * The same with fewer surge nodes.
     *
     * @param there how many surge nodes there are, by the pools that have some, or could not get any
     */
    public RolloutPlan withSurge(Map<String, Integer> there) {
        return there.isEmpty()
                ? this
                : new RolloutPlan(limits.withSurge(there), spread, domains, waves, openWave, alone);
    }

    /**
     * For a preview. A wave has the nodes that are still to be rolled.
     *
     * @param nodes to roll
     */
    public RolloutPreview preview(List<NodeTarget> nodes) {
        if (nodes.isEmpty()) {
            return RolloutPreviewRecord.NONE;
        }
        List<List<String>> names = new ArrayList<>();
        waves.forEach(wave -> names.add(new ArrayList<>()));
        nodes.forEach(
                target -> names.get(waveOf(target.state())).add(target.node().name()));
        return new RolloutPreviewRecord(
                limits.all().atOnce(),
                List.copyOf(limits.pools()),
                IntStream.range(0, waves.size())
                        .filter(wave -> !names.get(wave).isEmpty())
                        .<PlannedWave>mapToObj(wave -> new PlannedWaveRecord(
                                wave + 1, names.get(wave), waves.get(wave).reason()))
                        .toList());
    }

    /** The same with no more unavailable nodes than that. */
    RolloutPlan atMostUnavailable(int most) {
        return new RolloutPlan(limits.atMostUnavailable(most), spread, domains, waves, openWave, alone);
    }

    /** For the journal. */
    public WavesEntry entry() {
        Map<String, Integer> pools = new LinkedHashMap<>();
        limits.pools().forEach(pool -> pools.put(pool.poolId(), pool.nodes()));
        return new WavesEntry(pools, waves.stream().map(Wave::nodes).toList(), openWave);
    }

    /** The limits as numbers. */
    public RolloutLimits limits() {
        return limits;
    }

    /** The waves in their order. */
    public List<Wave> waves() {
        return waves;
    }

    /** Index of the last wave that may begin at once: 0, or the one at which another process has left the run. */
    public int openWave() {
        return openWave;
    }

    /** Index of a node's wave: the last one for a node of which no wave was decided. */
    public int waveOf(NodeState node) {
        return waveOf.getOrDefault(node.node().uid(), Math.max(0, waves.size() - 1));
    }

    /** How the nodes that are under way are spread over domains. */
    public Spread spread() {
        return spread;
    }

    /** How many nodes may be under way in each domain at once. */
    public int atOncePerDomain() {
        return switch (spread) {
            case NONE, ONE_AVAILABILITY_DOMAIN, ONE_FAULT_DOMAIN -> limits.all().atOnce();
            case EVEN_AVAILABILITY_DOMAINS, EVEN_FAULT_DOMAINS -> (limits.all().atOnce() + domains - 1) / domains;
        };
    }
}
