package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.model.NodeCount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How many nodes a roll may have under way, by the rollout of its plan. Reckoned here anew, so that a mistake of the
 * engine's shows.
 */
public final class Limits {
    private final Rollout rollout;
    private final List<Pool> pools;
    private final Predicate<Machine> isToBeRolled;
    private final Map<Pool, Integer> toRoll = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    private boolean begun;

    /** Those of a rollout, in pools as they are when its first run begins. */
    Limits(Rollout rollout, List<Pool> pools, Predicate<Machine> isToBeRolled) {
        this.rollout = rollout;
        this.pools = pools;
        this.isToBeRolled = isToBeRolled;
    }

    /** A run has made its plan: from here on the limits stay, whatever becomes of the pools. */
    public void begin() {
        if (!begun) {
            looks();
            begun = true;
        }
    }

    /**
     * A run that makes a plan looks at the pools: what goes while it does so may be in the plan. A run that does not go
     * on with the one before it makes a plan of its own.
     */
    public void looks() {
        pools.forEach(pool -> toRoll.merge(pool, count(pool), Math::max));
    }

    /** The rollout. */
    public Rollout rollout() {
        return rollout;
    }

    /** How many nodes may be added to the pool. */
    public int surge(Pool pool) {
        return surge(nodes(pool));
    }

    /** How many nodes of the pool may be out of service that no other is there for. */
    public int unavailable(Pool pool) {
        return unavailable(nodes(pool));
    }

    /** How many nodes of the pool may be under way. */
    public int atOnce(Pool pool) {
        return surge(pool) + unavailable(pool);
    }

    /** The same for all pools together. */
    public int atOnce() {
        return inAll(nodes -> surge(nodes) + unavailable(nodes));
    }

    /** How many nodes of all pools together may be out of service that no other is there for. */
    public int unavailable() {
        return inAll(this::unavailable);
    }

    /** How many nodes may be under way in one domain where they are to be spread evenly over all. */
    public int atOncePerDomain() {
        pools.forEach(this::nodes);
        int all = Math.max(1, domains.size());
        return (atOnce() + all - 1) / all;
    }

    /** The domain of a machine, of the kind that the rollout spreads nodes over. */
    public String domain(Machine machine) {
        return switch (rollout.spread()) {
            case NONE -> "";
            case ONE_AVAILABILITY_DOMAIN, EVEN_AVAILABILITY_DOMAINS -> machine.domain;
            case ONE_FAULT_DOMAIN, EVEN_FAULT_DOMAINS -> machine.domain + " " + machine.faultDomain();
        };
    }

    private int inAll(ToIntFunction<Integer> limit) {
        return rollout.takesPoolsSideBySide()
                ? limit.applyAsInt(nodes(pools))
                : pools.stream()
                        .mapToInt(pool -> limit.applyAsInt(nodes(pool)))
                        .max()
                        .orElse(0);
    }

    private int surge(int nodes) {
        return Math.min(nodes, rollout.maxSurge().roundedUp(nodes));
    }

    private int unavailable(int nodes) {
        NodeCount allowed = rollout.maxUnavailable();
        int some = Math.min(nodes, allowed.roundedDown(nodes));
        return some == 0 && (surge(nodes) == 0 || rollout.allowsLessSurge()) ? 1 : some;
    }

    /** Nodes of these pools that are to be rolled, at most. */
    public int nodes(List<Pool> some) {
        return some.stream().mapToInt(this::nodes).sum();
    }

    private int nodes(Pool pool) {
        return begun ? toRoll.getOrDefault(pool, 0) : count(pool);
    }

    /** Also nodes that others have had a pool make before its update: a plan that is made after that has them, too. */
    private int count(Pool pool) {
        List<Machine> old = pool.machines.stream()
                .filter(machine -> (machine.original || machine.remains()) && isToBeRolled.test(machine))
                .toList();
        old.forEach(machine -> domains.add(domain(machine)));
        return old.size();
    }
}
