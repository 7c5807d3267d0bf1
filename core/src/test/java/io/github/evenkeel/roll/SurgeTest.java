package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.UndrainableNodes;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.journal.OpenedJournal;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ScaleDown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A roll that adds nodes before it takes others away. */
class SurgeTest {
    private static final int NODES = 3;

    /** Every third call of each rollout, to save time. */
    private static final int STRIDE = 3;

    private static SmallWorld world(Rollout rollout) {
        SmallWorld world = new SmallWorld(NODES);
        world.rollout = rollout;
        return world;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private static Set<String> settings(SmallWorld world) {
        return world.backends.values().stream()
                .map(backend -> backend.port() + " " + backend.weight() + " " + backend.maxConnections())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireAllReplaced(SmallWorld world, String as) {
        assertThat(world.size).as(as).isEqualTo(NODES);
        assertThat(world.members).as(as).hasSize(NODES);
        assertThat(world.members).as(as).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.allServe()).as(as).isTrue();
        assertThat(settings(world)).as(as).isEqualTo(settings(new SmallWorld(NODES)));
    }

    @Test
    void theLastNodesShrinkThePoolThatTheFirstOnesHaveFilled() {
        for (int surge = 1; surge <= NODES; surge++) {
            SmallWorld world = world(Rollout.maxSurge(surge));

            UpgradeReport report = run(SessionOpening.anew(world.spec()));

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            requireAllReplaced(world, "surge " + surge);
            assertThat(world.log).contains("size " + (NODES + surge));
            assertThat(world.log)
                    .filteredOn(line -> line.startsWith("delete surplus"))
                    .hasSize(surge);
            assertThat(world.log).filteredOn(line -> line.startsWith("delete")).hasSize(NODES);
        }
    }

    @Test
    void aProcessThatEndsAnywhereIsFollowedByOneThatGoesOn() {
        for (Rollout rollout : List.of(
                Rollout.maxSurge(1), Rollout.maxSurge(2), Rollout.maxSurge(1).andMaxUnavailable(1))) {
            boolean crashed = true;
            int moment = 0;
            while (crashed) {
                String as = rollout + ", crash at " + moment;
                SmallWorld world = world(rollout);
                crashed = crash(world, moment, SessionOpening.anew(world.spec()));
                if (crashed) {
                    UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));
                    assertThat(report.outcome()).as(as).isEqualTo(UpgradeReport.Outcome.COMPLETED);
                }
                requireAllReplaced(world, as);
                moment += STRIDE;
            }
            assertThat(moment).isGreaterThan(100);
        }
    }

    private static boolean crash(SmallWorld world, int moment, RunSession session) {
        world.crashAt(moment);
        Throwable end = catchThrowable(() -> run(session));
        world.crashAt(Integer.MAX_VALUE);
        return end instanceof SmallWorld.Crash;
    }

    /** Each call may be the one during which the cancel comes. */
    @Test
    void aCancelLeavesNoSurgeNodeBehind() {
        for (Rollout rollout : List.of(
                Rollout.maxSurge(1), Rollout.maxSurge(2), Rollout.maxSurge(1).andMaxUnavailable(1))) {
            UpgradeReport.Outcome outcome = UpgradeReport.Outcome.CANCELLED;
            int call = 0;
            while (outcome == UpgradeReport.Outcome.CANCELLED) {
                String as = rollout + ", cancelled at call " + call;
                SmallWorld world = world(rollout);
                RunSession session = SessionOpening.anew(world.spec());
                world.atCall(call, () -> session.scope().waits().cancel());
                Throwable end = catchThrowable(() -> run(session));
                outcome = end instanceof EvenkeelException stopped
                        ? stopped.upgradeReport().map(UpgradeReport::outcome).orElse(UpgradeReport.Outcome.CANCELLED)
                        : UpgradeReport.Outcome.COMPLETED;
                if (end != null) {
                    assertThat(end).as(as).isInstanceOf(EvenkeelException.class);
                    assertThat(((EvenkeelException) end).failure().map(failure -> failure.manualSteps()))
                            .as(as)
                            .isIn(Optional.empty(), Optional.of(List.of()));
                }
                assertThat(world.size).as(as).isEqualTo(NODES);
                assertThat(world.members).as(as).hasSize(NODES);
                assertThat(world.allServe()).as(as).isTrue();
                assertThat(settings(world)).as(as).isEqualTo(settings(new SmallWorld(NODES)));
                call += STRIDE;
            }
            assertThat(call).isGreaterThan(100);
        }
    }

    @Test
    void withoutRoomForAllItStopsBeforeAnythingIsTakenAway() {
        SmallWorld world = world(Rollout.maxSurge(2));
        world.replacementsAreFaulty = true;

        Throwable end = catchThrowable(() -> run(SessionOpening.anew(world.spec())));

        assertThat(end).isInstanceOf(EvenkeelException.class).hasMessageContaining("LimitExceeded");
        assertThat(((EvenkeelException) end).failure().orElseThrow().manualSteps())
                .isEmpty();
        assertThat(world.size).isEqualTo(NODES);
        assertThat(world.members)
                .hasSize(NODES)
                .extracting(PoolNode::version)
                .containsOnly(Optional.of(SmallWorld.OLD));
        assertThat(world.log).noneMatch(line -> line.startsWith("delete") || line.startsWith("cordon"));
    }

    @Test
    void withLessRoomItGoesOnWithFewerIfThatIsAllowed() {
        for (int there = 0; there < 2; there++) {
            SmallWorld world = world(Rollout.maxSurge(2).orWithLessSurge());
            world.roomFor = NODES + there;

            UpgradeReport report = run(SessionOpening.anew(world.spec()));

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.warnings())
                    .anySatisfy(warning -> assertThat(warning.toString()).contains("surge of node pool"));
            assertThat(world.log).contains("size " + (NODES + 2), "size " + (NODES + there));
            requireAllReplaced(world, there + " surge nodes");
        }
    }

    /** The budget of its pods lets go no more: it stays, and the report says what is left to do. */
    @Test
    void aSurgeNodeThatCannotBeDrainedIsNamed() {
        SmallWorld world = world(Rollout.maxSurge(1));
        world.before.put("delete surplus node", () -> {
            throw SmallWorld.rejected("delete surplus node");
        });
        world.before.put("replace node", () -> {
            throw SmallWorld.rejected("replace node");
        });

        Throwable end = catchThrowable(() -> run(SessionOpening.anew(world.spec())));

        EvenkeelException stopped = (EvenkeelException) end;
        assertThat(stopped.failure().orElseThrow().manualSteps())
                .extracting(ManualStep::what)
                .anySatisfy(what -> assertThat(what).contains("node pool pool", "size of " + NODES));
        assertThat(stopped.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .doesNotContain(NodeReport.Result.UNFINISHED);
        assertThat(world.allServe()).isTrue();
    }

    /** Its successor is there before, so that a new node in the pool says nothing of it. */
    @Test
    void aNodeWhoseDeletionCannotBeSeenIsNamed() {
        SmallWorld world = world(Rollout.maxSurge(1));
        world.before.put(
                "replace node",
                () -> world.before.put("read pool", () -> {
                    throw SmallWorld.lost("read pool");
                }));

        Throwable end = catchThrowable(() -> run(SessionOpening.anew(world.spec())));

        assertThat(((EvenkeelException) end).failure().orElseThrow().manualSteps())
                .extracting(ManualStep::what)
                .anySatisfy(what -> assertThat(what).contains("10.0.10.1", "is gone from node pool pool"));
    }

    /** The surge node that was beside it takes the place of the next one, and has that one's weight then. */
    @Test
    void aNodeThatIsLeftAsideKeepsItsSettingsToItself() {
        SmallWorld world = world(Rollout.maxSurge(1).undrainableNodes(UndrainableNodes.quarantine(1)));
        world.pods.values().stream()
                .filter(pod -> pod.nodeName().filter("10.0.10.1"::equals).isPresent())
                .map(Pod::name)
                .forEach(world.stuckPods::add);

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).extracting(NodeReport::result).contains(NodeReport.Result.LEFT_ASIDE);
        assertThat(settings(world)).isEqualTo(settings(new SmallWorld(NODES)));
    }

    @Test
    void aSetWithoutRoomForMoreBackendsBlocks() {
        SmallWorld world = world(Rollout.maxSurge(2));
        for (int i = 0; world.backends.size() < 511; i++) {
            Backend backend = Backend.builder("192.0.2." + i % 250, 1000 + i).build();
            world.backends.put(backend.name(), backend);
        }

        assertThat(new Roll(SessionOpening.anew(world.spec())).preview().blockers())
                .anySatisfy(blocker -> assertThat(blocker.toString()).contains("at most 512", "lower max surge"));
    }

    /** The autoscaler would take away what has little to do. */
    @Test
    void theAutoscalerLeavesTheNodesAloneWhileTheSurgeIsOpen() {
        SmallWorld world = world(Rollout.maxSurge(1));
        Set<String> kept = new TreeSet<>();
        world.before.put("cordon", () -> world.nodes.values().stream()
                .filter(node -> node.scaleDown().isDisabled())
                .forEach(node -> kept.add(node.name())));

        assertThat(run(SessionOpening.anew(world.spec())).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(kept).hasSize(NODES + 1);
        assertThat(world.nodes.values()).noneMatch(node -> node.scaleDown().isDisabled());
    }

    private static SmallWorld stoppedWithAnOpenSurge() {
        SmallWorld world = world(Rollout.maxSurge(1));
        world.before.put("cordon", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(() -> run(SessionOpening.anew(world.spec())))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        return world;
    }

    /** The size that the pool has by then is not its own. */
    @Test
    void aRunWhoseJournalIsLostWhileASurgeIsOpenBlocksTheNext() {
        SmallWorld world = stoppedWithAnOpenSurge();
        List<String> before = List.copyOf(world.log);

        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec(new MemoryJournal()))))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("its mark on 4 nodes", ScaleDown.ANNOTATION);

        assertThat(world.log).isEqualTo(before);
    }

    /** What is under way is finished; then the pool is left as it is. */
    @Test
    void aRunWhoseEntryOfThePoolIsLostStops() {
        SmallWorld world = stoppedWithAnOpenSurge();
        SortedMap<String, String> entries = new TreeMap<>(world.journal.read().entries());
        entries.keySet().removeIf(key -> key.startsWith("node.") || key.startsWith("surge."));
        Journal edited = new MemoryJournal();
        OpenedJournal.by("an editor", edited).write(entries);

        assertThatThrownBy(() -> run(SessionOpening.toGoOn(world.spec(edited))))
                .isInstanceOf(EvenkeelException.class)
                .hasMessageContaining("restore its entry surge.pool");

        assertThat(world.log).filteredOn(line -> line.startsWith("size")).hasSize(1);
    }

    /** Nothing of the run was added to the pool yet: what is new there is of the other client. */
    @Test
    void aNodeThatAnotherClientReplacesBeforeThePoolIsResizedIsNotTakenForASurgeNode() {
        SmallWorld world = world(Rollout.maxSurge(1));
        world.before.put("increase size", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(() -> run(SessionOpening.anew(world.spec())))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        world.take("instance-1");
        world.addNode(SmallWorld.NEW);

        run(SessionOpening.toGoOn(world.spec()));

        assertThat(world.size).isEqualTo(NODES);
        assertThat(world.members).hasSize(NODES);
        assertThat(world.log).contains("size " + (NODES + 1));
    }

    /** Nodes of an image are told by who has made them: surge nodes are of the new one already. */
    @Test
    void surgeNodesAreNotRolledByARecoveredRun() {
        SmallWorld world = world(Rollout.maxSurge(2));
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.imagesOfThePlan = Map.of("pool", "image-2");
        world.before.put("cordon", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(() -> run(SessionOpening.anew(world.spec())))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();

        run(SessionOpening.toGoOn(world.spec()));

        assertThat(world.log).filteredOn(line -> line.startsWith("delete")).hasSize(NODES);
        assertThat(world.size).isEqualTo(NODES);
    }

    /** The service would carry it out together with the change of the size. */
    @Test
    void aPoolWithAFailedDeletionIsNotResized() {
        SmallWorld world = world(Rollout.maxSurge(1));
        world.before.put(
                "disable scale-down",
                () -> world.members.replaceAll(member ->
                        member.toBuilder().lifecycle(Lifecycle.FAILING).build()));

        Throwable end = catchThrowable(() -> run(SessionOpening.anew(world.spec())));

        assertThat(end).isInstanceOf(EvenkeelException.class).hasMessageContaining("FAILING");
        assertThat(world.log).noneMatch(line -> line.startsWith("size") || line.startsWith("cordon"));
    }
}
