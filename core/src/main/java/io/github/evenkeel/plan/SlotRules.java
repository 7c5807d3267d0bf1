package io.github.evenkeel.plan;

import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.NodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules of a rollout for whether a node may begin while others are under way. */
final class SlotRules {
    private final RolloutPlan plan;
    private final RolloutLimits limits;
    private final int openWave;

    private final boolean othersHaveBegun;
    private final List<OccupiedSlot> underWay;
    private final List<OccupiedSlot> occupied;
    private final Map<Alike, Answer> answers = new HashMap<>();

    SlotRules(RolloutPlan plan, RolloutProgress progress) {
        this.plan = plan;
        limits = plan.limits();
        openWave = progress.openWave();
        othersHaveBegun = progress.waiting().stream().anyMatch(NodeState::isBegun);
        underWay = progress.underWay();
        occupied =
                Stream.concat(underWay.stream(), progress.leftAside().stream()).toList();
    }

    /**
     * Whether a node may begin.
     *
     * @param slot that it takes up; empty if it may not
     * @param obstacle why it may not, for messages
     */
    record Answer(Optional<Slot> slot, String obstacle) {
        static Answer no(String obstacle) {
            return new Answer(Optional.empty(), obstacle);
        }
    }

    Answer answer(NodeState node) {
        if (node.isBegun()) {
            return obstacleToGoOn(node).map(Answer::no).orElseGet(() -> new Answer(Optional.of(slotOf(node)), ""));
        }
        int wave = plan.waveOf(node);
        Alike alike = new Alike(node.poolId(), NodeDomain.of(plan.spread(), node), Math.max(wave, openWave));
        return answers.computeIfAbsent(
                alike, any -> obstacleToBegin(node, wave).map(Answer::no).orElseGet(() -> freeSlot(node)));
    }

    /** What nodes have in common that all have the same answer. */
    private record Alike(String poolId, String domain, int wave) {}

    /** By the steps that it was begun with: with surge, or as the published procedure has it. */
    private Slot slotOf(NodeState begun) {
        return begun.strategy().isEmpty() ? Slot.UNAVAILABLE : Slot.SURGE;
    }

    /** It takes up its slot already: the limits may be lower by now, and then nodes go on one after the other. */
    private Optional<String> obstacleToGoOn(NodeState node) {
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        PoolLimit pool = limits.of(node.poolId());
        if (count(underWay, in(pool)) >= pool.atOnce()
                || underWay.size() >= limits.all().atOnce()) {
            return Optional.of(underWay.size() + " nodes are under way, of at most "
                    + limits.all().atOnce());
        }
        return obstacleOfDomain(node);
    }

    private Optional<String> obstacleToBegin(NodeState node, int wave) {
        if (othersHaveBegun) {
            return Optional.of("nodes that another process has begun are finished first");
        }
        if (wave > openWave) {
            return Optional.of("wave " + (wave + 1) + " of " + plan.waves().size() + " begins when wave " + wave
                    + " is done and has passed its soak");
        }
        if (plan.isAlone(node) && !underWay.isEmpty()) { // no other begins beside it: it is the last of the order
            return Optional.of("the run's own pod is on " + node + ", and " + underWay.size() + " nodes are under way");
        }
        if (!limits.sideBySide()) {
            Optional<NodeState> elsewhere = underWay.stream()
                    .map(OccupiedSlot::node)
                    .filter(other -> !other.poolId().equals(node.poolId()))
                    .findFirst();
            if (elsewhere.isPresent()) {
                return elsewhere.map(other -> "pools are rolled one after the other, and nodes of node pool "
                        + other.poolName() + " are under way");
            }
        }
        return obstacleOfDomain(node);
    }

    private Optional<String> obstacleOfDomain(NodeState node) {
        Spread spread = plan.spread();
        String own = NodeDomain.of(spread, node);
        return switch (spread) {
            case NONE -> Optional.empty();
            case ONE_AVAILABILITY_DOMAIN, ONE_FAULT_DOMAIN ->
                underWay.stream()
                        .map(other -> NodeDomain.of(spread, other.node()))
                        .filter(domain -> !domain.equals(own))
                        .findFirst()
                        .map(domain ->
                                node + " is in domain " + own + ", and nodes of domain " + domain + " are under way");
            case EVEN_AVAILABILITY_DOMAINS, EVEN_FAULT_DOMAINS -> {
                int there = count(
                        underWay, other -> NodeDomain.of(spread, other.node()).equals(own));
                yield there < plan.atOncePerDomain()
                        ? Optional.empty()
                        : Optional.of(there + " nodes of domain " + own + " are under way, of at most "
                                + plan.atOncePerDomain());
            }
        };
    }

    /** A surge slot is better: it makes no node unavailable. */
    private Answer freeSlot(NodeState node) {
        PoolLimit pool = limits.of(node.poolId());
        for (Slot slot : Slot.values()) {
            if (isFree(slot, pool, in(pool)) && isFree(slot, limits.all(), any -> true)) {
                return new Answer(Optional.of(slot), "");
            }
        }
        String inAll = "all node pools have " + words(limits.all(), any -> true);
        if (isFull(limits.all(), any -> true)) {
            return Answer.no(inAll);
        }
        String inPool = "node pool " + pool.poolName() + " has " + words(pool, in(pool));
        return Answer.no(isFull(pool, in(pool)) ? inPool : inPool + ", and " + inAll);
    }

    private boolean isFull(PoolLimit limit, Predicate<OccupiedSlot> which) {
        return Stream.of(Slot.values()).noneMatch(slot -> isFree(slot, limit, which));
    }

    private boolean isFree(Slot slot, PoolLimit limit, Predicate<OccupiedSlot> which) {
        return count(occupied, which) < limit.atOnce() && count(occupied, which.and(of(slot))) < most(slot, limit);
    }

    private String words(PoolLimit limit, Predicate<OccupiedSlot> which) {
        return Stream.of(Slot.values())
                .filter(slot -> most(slot, limit) > 0)
                .map(slot -> count(occupied, which.and(of(slot))) + " of at most " + most(slot, limit)
                        + (slot == Slot.SURGE ? " surge nodes" : " unavailable nodes"))
                .reduce((one, other) -> one + " and " + other)
                .orElse("no room");
    }

    private static int most(Slot slot, PoolLimit limit) {
        return slot == Slot.SURGE ? limit.surge() : limit.unavailable();
    }

    private static Predicate<OccupiedSlot> of(Slot slot) {
        return occupied -> occupied.slot() == slot;
    }

    private static Predicate<OccupiedSlot> in(PoolLimit pool) {
        return occupied -> occupied.node().poolId().equals(pool.poolId());
    }

    private static int count(List<OccupiedSlot> slots, Predicate<OccupiedSlot> which) {
        return (int) slots.stream().filter(which).count();
    }
}
