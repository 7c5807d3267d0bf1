package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.Step;
import io.github.evenkeel.plan.NextNode.Decision;
import io.github.evenkeel.run.state.NodeState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for a rollout of any options, in whatever order its nodes come to their end. */
class NextNodePropertiesTest {
    @Provide
    Arbitrary<Rollout> rollouts() {
        Arbitrary<String> count = Arbitraries.of("0", "1", "2", "5", "1%", "10%", "34%", "100%");
        Arbitrary<List<String>> waves =
                Arbitraries.of("1", "2", "3", "7", "10%", "50%").list().ofMaxSize(3);
        return Combinators.combine(
                        count,
                        count,
                        waves,
                        Arbitraries.of(Spread.class),
                        Arbitraries.of(NodeOrder.byName(), NodeOrder.oldestFirst(), NodeOrder.byLabel("x")),
                        Arbitraries.of(0, 1))
                .as((surge, unavailable, sizes, spread, order, pools) -> {
                    Rollout rollout = Rollout.maxSurge(surge)
                            .andMaxUnavailable(unavailable)
                            .spread(spread)
                            .ordered(order);
                    rollout = sizes.isEmpty() ? rollout : rollout.waves(sizes.toArray(String[]::new));
                    return pools == 0 ? rollout : rollout.poolsSideBySide();
                });
    }

    /** Nodes of several pools, in all domains, of which some may be unknown. */
    @Provide
    Arbitrary<Targets> clusters() {
        Arbitrary<String> pool = Arbitraries.of("a", "b", "c");
        Arbitrary<String> domain = Arbitraries.of("AD-1", "AD-2", "AD-3", "");
        Arbitrary<String> faultDomain = Arbitraries.of("FD-1", "FD-2", "FD-3", "");
        return Combinators.combine(pool, domain, faultDomain)
                .as((its, one, other) -> List.of(its, one, other))
                .list()
                .ofMaxSize(25)
                .map(all -> {
                    Targets targets = new Targets();
                    List<List<String>> byPool = all.stream()
                            .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
                            .toList();
                    for (int i = 0; i < byPool.size(); i++) {
                        List<String> node = byPool.get(i);
                        targets.node(node.get(0), "node-" + i, node.get(1), node.get(2));
                    }
                    return targets;
                });
    }

    @Property(tries = 1000)
    void eachNodeIsRolledWithinTheLimits(
            @ForAll("clusters") Targets targets, @ForAll("rollouts") Rollout rollout, @ForAll long seed) {
        World world = new World(targets, rollout, seed);
        world.beginSome(0);

        world.rollAll();

        assertThat(world.waiting).isEmpty();
        assertThat(world.done).hasSameSizeAs(world.inOrder);
    }

    /** A process that has died has left nodes at which it was, by limits that may have been higher. */
    @Property(tries = 1000)
    void whatAnotherProcessHasBegunIsFinishedFirst(
            @ForAll("clusters") Targets targets,
            @ForAll("rollouts") Rollout rollout,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int begun) {
        World world = new World(targets, rollout, seed);
        world.beginSome(begun);

        world.rollAll();

        assertThat(world.waiting).isEmpty();
    }

    /** It is stuck only if nodes that were left aside take up all of the limits. */
    @Property(tries = 1000)
    void nodesThatWereLeftAsideTakeUpTheirSlots(
            @ForAll("clusters") Targets targets,
            @ForAll("rollouts") Rollout rollout,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int mostAside) {
        World world = new World(targets, rollout, seed);
        world.mostAside = mostAside;

        world.rollAll();

        assertThat(world.waiting.isEmpty()).isNotEqualTo(world.stuck);
        if (world.stuck) {
            assertThat(world.roomFor(world.waiting.get(0))).as("room").isEmpty();
        }
    }

    @Property(tries = 300)
    void nodesOfOnePoolAndDomainBeginInTheirOrder(
            @ForAll("clusters") Targets targets, @ForAll("rollouts") Rollout rollout, @ForAll long seed) {
        World world = new World(targets, rollout, seed);
        world.rollAll();

        for (NodeState one : world.inOrder) {
            List<NodeState> alike = world.inOrder.stream()
                    .filter(other -> other.poolId().equals(one.poolId())
                            && world.domain(other).equals(world.domain(one)))
                    .toList();
            assertThat(world.begun.stream().filter(alike::contains)).isEqualTo(alike);
        }
    }

    @Property(tries = 300)
    void theSameFactsHaveTheSameAnswer(
            @ForAll("clusters") Targets one, @ForAll("rollouts") Rollout rollout, @ForAll long seed) {
        World first = new World(one, rollout, seed);
        World second = new World(one, rollout, seed);
        first.rollAll();
        second.rollAll();

        assertThat(first.begun).isEqualTo(second.begun);
        assertThat(first.reasons).isEqualTo(second.reasons);
    }

    /** Its drain ends the process. */
    @Property(tries = 300)
    void theNodeOfTheRunsOwnPodIsRolledAlone(
            @ForAll("clusters") Targets targets,
            @ForAll("rollouts") Rollout rollout,
            @ForAll @IntRange(max = 24) int own,
            @ForAll long seed) {
        World world = new World(targets, rollout, targets.goingOn(rollout, "node-" + own), seed);

        world.rollAll();

        assertThat(world.waiting).isEmpty();
    }

    /** Nodes as they are; each comes to its end at a time of its own. */
    private static final class World {
        final RolloutPlan plan;
        final List<NodeState> inOrder;
        final List<NodeState> waiting;
        final List<OccupiedSlot> underWay = new ArrayList<>();
        final List<OccupiedSlot> leftAside = new ArrayList<>();
        final List<NodeState> begun = new ArrayList<>();
        final Set<NodeState> done = new HashSet<>();
        final List<String> reasons = new ArrayList<>();
        private final Random random;
        private int openWave;
        int mostAside;
        boolean stuck;

        World(Targets targets, Rollout rollout, long seed) {
            this(targets, rollout, targets.plan(rollout), seed);
        }

        World(Targets targets, Rollout rollout, RolloutPlan plan, long seed) {
            this.plan = plan;
            inOrder = targets.inOrder(rollout).stream().map(NodeTarget::state).toList();
            waiting = new ArrayList<>(inOrder);
            openWave = plan.openWave();
            random = new Random(seed);
        }

        /** As a process did that has died. */
        void beginSome(int most) {
            for (int i = 0; i < most && i < waiting.size(); i++) {
                int which = random.nextInt(waiting.size());
                waiting.set(which, waiting.get(which).begin(Step.DRAIN_BACKENDS));
            }
        }

        void rollAll() {
            for (int turns = 0; ; turns++) {
                assertThat(turns).as("turns").isLessThan(1000);
                NextNode next = NextNode.choose(plan, new RolloutProgress(waiting, underWay, leftAside, openWave));
                reasons.add(next.reason());
                assertThat(next.reason()).isNotBlank();
                switch (next.decision()) {
                    case BEGIN -> begin(next.chosen().orElseThrow());
                    case WAIT -> {
                        assertThat(underWay).isNotEmpty();
                        endOne();
                    }
                    case OPEN_NEXT_WAVE -> {
                        assertThat(underWay).isEmpty();
                        assertThat(waiting).allMatch(node -> plan.waveOf(node) > openWave);
                        openWave++;
                    }
                    case STUCK -> {
                        stuck = true;
                        return;
                    }
                    case DONE -> {
                        return;
                    }
                }
                if (next.decision() != Decision.WAIT && random.nextInt(3) == 0) {
                    endOne();
                }
            }
        }

        private void begin(OccupiedSlot chosen) {
            assertThat(waiting).contains(chosen.node());
            if (waiting.stream().anyMatch(NodeState::isBegun)) {
                assertThat(chosen.node().isBegun())
                        .as("what is begun comes first")
                        .isTrue();
            }
            waiting.remove(chosen.node());
            begun.add(chosen.node());
            underWay.add(chosen);
            requireLimits();
            requireSpread();
            if (underWay.stream().anyMatch(one -> plan.isAlone(one.node()))) {
                assertThat(underWay).hasSize(1);
            }
            if (!chosen.node().isBegun()) {
                requireSlots(chosen.node().poolId());
                int wave = plan.waveOf(chosen.node());
                assertThat(wave).isLessThanOrEqualTo(openWave);
                assertThat(waiting).noneMatch(node -> plan.waveOf(node) < openWave && plan.waveOf(node) < wave);
            }
        }

        private void requireLimits() {
            RolloutLimits limits = plan.limits();
            for (PoolLimit pool : limits.pools()) {
                assertThat(count(underWay, slot -> slot.node().poolId().equals(pool.poolId())))
                        .isLessThanOrEqualTo(pool.atOnce());
            }
            assertThat(underWay.size()).isLessThanOrEqualTo(limits.all().atOnce());
        }

        private void requireSlots(String poolId) {
            for (Slot slot : Slot.values()) {
                List<OccupiedSlot> all = new ArrayList<>(underWay);
                all.addAll(leftAside);
                all.removeIf(one -> one.slot() != slot || one.node().isBegun());
                assertThat(count(all, one -> one.node().poolId().equals(poolId)))
                        .isLessThanOrEqualTo(most(slot, plan.limits().of(poolId)));
                assertThat(all.size())
                        .isLessThanOrEqualTo(most(slot, plan.limits().all()));
            }
            if (!plan.limits().sideBySide()) {
                assertThat(underWay).allMatch(one -> one.node().poolId().equals(poolId));
            }
        }

        private void requireSpread() {
            switch (plan.spread()) {
                case NONE -> {}
                case ONE_AVAILABILITY_DOMAIN, ONE_FAULT_DOMAIN ->
                    assertThat(underWay.stream().map(one -> domain(one.node())).distinct())
                            .hasSizeLessThan(2);
                case EVEN_AVAILABILITY_DOMAINS, EVEN_FAULT_DOMAINS ->
                    underWay.forEach(one -> assertThat(count(
                                    underWay, other -> domain(other.node()).equals(domain(one.node()))))
                            .isLessThanOrEqualTo(plan.atOncePerDomain()));
            }
        }

        String domain(NodeState node) {
            return NodeDomain.of(plan.spread(), node);
        }

        /** Slots that nodes which were left aside let it have. */
        List<Slot> roomFor(NodeState node) {
            RolloutLimits limits = plan.limits();
            return Stream.of(Slot.values())
                    .filter(slot -> count(leftAside, one -> one.slot() == slot) < most(slot, limits.all()))
                    .filter(slot -> count(
                                    leftAside,
                                    one -> one.slot() == slot
                                            && one.node().poolId().equals(node.poolId()))
                            < most(slot, limits.of(node.poolId())))
                    .toList();
        }

        private void endOne() {
            if (underWay.isEmpty()) {
                return;
            }
            OccupiedSlot ended = underWay.remove(random.nextInt(underWay.size()));
            if (leftAside.size() < mostAside && random.nextInt(3) == 0) {
                leftAside.add(ended);
            } else {
                done.add(ended.node());
            }
        }

        private static int most(Slot slot, PoolLimit limit) {
            return slot == Slot.SURGE ? limit.surge() : limit.unavailable();
        }

        private static long count(List<OccupiedSlot> slots, Predicate<OccupiedSlot> which) {
            return slots.stream().filter(which).count();
        }
    }
}
