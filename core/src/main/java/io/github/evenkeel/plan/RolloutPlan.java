package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.NodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decided rollout of a plan: limits as numbers, and nodes in waves. Immutable. */
public final class RolloutPlan {
    private final RolloutLimits limits;
    private final Spread spread;
    private final int domains;
    private final List<Wave> waves;
    private final Map<String, Integer> waveOf = new HashMap<>();

    /**
     * Makes it.
     *
     * @param domains how many domains there are to spread nodes over; one or more
     */
    RolloutPlan(RolloutLimits limits, Spread spread, int domains, List<Wave> waves) {
        this.limits = limits;
        this.spread = spread;
        this.domains = domains;
        this.waves = List.copyOf(waves);
        for (int wave = 0; wave < waves.size(); wave++) {
            for (String uid : waves.get(wave).nodes()) {
                waveOf.put(uid, wave);
            }
        }
    }

    /** The published procedure, for nodes of which no plan was made. */
    public static RolloutPlan oneAtATime() {
        return new RolloutPlan(RolloutLimits.of(Rollout.oneAtATime(), List.of()), Spread.NONE, 1, List.of());
    }

    /** The limits as numbers. */
    public RolloutLimits limits() {
        return limits;
    }

    /** The waves in their order. */
    public List<Wave> waves() {
        return waves;
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
