package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.PoolNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A surge for which the service has too little room, and whose placeholders the run takes back. */
class TakenBackPlaceholdersTest {
    private static final int NODES = 3;
    private static final int WANTED = 2;
    private static final int THERE = 1;

    private static SmallWorld world(Rollout rollout) {
        SmallWorld world = new SmallWorld(NODES);
        world.rollout = rollout;
        world.roomFor = NODES + THERE;
        return world;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private static @Nullable Throwable crash(SmallWorld world, String call, int moment) {
        world.before.put(call, () -> {
            world.before.remove(call);
            world.crashAt(moment);
        });
        Throwable end = catchThrowable(() -> run(SessionOpening.anew(world.spec())));
        world.crashAt(Integer.MAX_VALUE);
        return end;
    }

    /** The moments are counted from the begin of a call; a long wait has many that are alike. */
    @ParameterizedTest
    @CsvSource({"increase size, 25, 1500", "remove placeholders, 2, 100", "remove placeholders, 25, 1000"})
    void aRunThatGoesOnKnowsThatThePoolIsSmallerByItsOwnChange(String call, int stride, int most) {
        for (int moment = 0; moment < most; moment += stride) {
            String as = "crash at " + moment;
            SmallWorld world = world(Rollout.maxSurge(WANTED));
            if (!(crash(world, call, moment) instanceof SmallWorld.Crash)) {
                break;
            }

            Throwable end = catchThrowable(() -> run(SessionOpening.toGoOn(world.spec())));

            if (end == null) { // those that are there do
                requireNodes(world, as, NODES, SmallWorld.NEW);
            } else {
                assertThat(end)
                        .as(as)
                        .isInstanceOf(EvenkeelException.class)
                        .hasMessageContaining("LimitExceeded")
                        .hasMessageNotContaining("another client");
                assertThat(((EvenkeelException) end).failure().orElseThrow().manualSteps())
                        .as(as)
                        .isEmpty();
                requireNodes(world, as, NODES, SmallWorld.OLD);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"increase size, 25, 1500", "remove placeholders, 2, 100", "remove placeholders, 25, 1000"})
    void aRunThatGoesOnWithFewerRollsAllNodes(String call, int stride, int most) {
        for (int moment = 0; moment < most; moment += stride) {
            String as = "crash at " + moment;
            SmallWorld world = world(Rollout.maxSurge(WANTED).orWithLessSurge());
            if (crash(world, call, moment) instanceof SmallWorld.Crash) {
                assertThat(run(SessionOpening.toGoOn(world.spec())).outcome())
                        .as(as)
                        .isEqualTo(UpgradeReport.Outcome.COMPLETED);
            }
            requireNodes(world, as, NODES, SmallWorld.NEW);
        }
    }

    /** The other client's size is as large as the one that the run had asked for first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeThatAnotherClientAddsAfterACrashStays(boolean removalIsBegun) {
        SmallWorld world = world(Rollout.maxSurge(WANTED));
        Journal journal = new ObservedJournal(world.journal, changes -> {
            if (!removalIsBegun && changes.keySet().stream().anyMatch(key -> key.startsWith("node."))) {
                throw new SmallWorld.Crash();
            }
        });
        world.before.put("cordon", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(() -> run(SessionOpening.anew(world.spec(journal)))))
                .isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        assertThat(world.size).isEqualTo(NODES + THERE);
        world.size = NODES + WANTED;
        world.addNode(SmallWorld.NEW);
        world.roomFor = Integer.MAX_VALUE;

        run(SessionOpening.toGoOn(world.spec()));

        requireNodes(world, "with the node of the other client", NODES + WANTED - THERE, SmallWorld.NEW);
    }

    private static void requireNodes(SmallWorld world, String as, int size, KubernetesVersion version) {
        assertThat(world.size).as(as).isEqualTo(size);
        assertThat(world.members)
                .as(as)
                .hasSize(size)
                .extracting(PoolNode::version)
                .containsOnly(Optional.of(version));
        assertThat(world.allServe()).as(as).isTrue();
    }
}
