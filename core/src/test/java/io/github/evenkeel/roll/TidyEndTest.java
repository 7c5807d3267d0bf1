package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.PoolNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is thrown, and by which part: the roll rolls back or finishes what it changed, releases the lock, and
 * publishes the end.
 */
class TidyEndTest {
    private final SmallWorld world = new SmallWorld(3);
    private final SmallLock lock = new SmallLock();
    private final List<UpgradeEvent> events = new ArrayList<>();

    private PlanSpec spec(UpgradeListener... more) {
        List<UpgradeListener> listeners = new ArrayList<>(List.of(more));
        listeners.add(UpgradeListener.of(event -> {
            events.add(event);
        }));
        world.listeners = listeners;
        return world.spec(new Durability(world.journal, lock, null));
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private void always(String operation, Throwable failure) {
        world.before.put(operation, () -> TidyEndTest.<RuntimeException>sneak(failure));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private void assertTidy() {
        assertThat(lock.holder()).isEmpty();
        assertThat(events).last().isInstanceOf(UpgradeEvent.Ended.class);
        assertThat(world.allServe()).isTrue();
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("as if"),
                new AssertionError("as if"),
                new NoClassDefFoundError("as/if"),
                new IOException("as if"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aListenerThatThrowsDoesNotStopTheRun(Throwable failure) {
        // A warning for each event shows it.
        failure.setStackTrace(new StackTraceElement[0]);
        UpgradeListener broken = UpgradeListener.of(event -> {
            TidyEndTest.<RuntimeException>sneak(failure);
        });

        assertThat(run(SessionOpening.anew(spec(broken))).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertTidy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read nodes", "read images", "describe balancer"})
    void aPortThatIsBrokenWhileItIsPreparedEndsIt(String operation) {
        always(operation, new IllegalStateException("as if"));

        assertThatThrownBy(() -> run(SessionOpening.anew(spec())))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("as if");

        assertTidy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cordon", "evict", "read volumes", "replace node"})
    void aPortThatLacksAClassEndsItAndTheNodeIsPutBack(String operation) {
        always(operation, new NoClassDefFoundError("as/if"));

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, () -> run(SessionOpening.anew(spec())));

        assertThat(e).hasMessageContaining("as/if").hasCauseInstanceOf(NoClassDefFoundError.class);
        if (operation.equals("replace node")) {
            // It is not known whether it was requested.
            assertThat(first(e).result()).isEqualTo(NodeReport.Result.UNFINISHED);
            assertThat(lock.holder()).isEmpty();
        } else {
            assertThat(first(e).result()).isEqualTo(NodeReport.Result.RESTORED);
            assertTidy();
        }
    }

    @Test
    void aBrokenMachineLetsGoOfTheLockAndChangesNothingMore() {
        always("evict", new StackOverflowError("as if"));

        assertThatThrownBy(() -> run(SessionOpening.anew(spec()))).isInstanceOf(StackOverflowError.class);

        assertThat(lock.holder()).isEmpty();
        assertThat(world.log).last().isEqualTo("cordon 10.0.10.1");
        world.before.clear();
        assertThat(run(SessionOpening.toGoOn(spec())).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertTidy();
    }

    @Test
    void aReplacementWithoutAnAddressIsWaitedFor() {
        int[] looks = {0};
        world.before.put(
                "read pool",
                () -> world.members.replaceAll(
                        member -> Optional.of(SmallWorld.NEW).equals(member.version())
                                ? at(++looks[0] < 4 ? null : member.name(), member)
                                : member));

        assertThat(run(SessionOpening.anew(spec())).nodes())
                .extracting(NodeReport::replacementAddress)
                .allSatisfy(address -> assertThat(address).isPresent());
        assertThat(looks[0]).isGreaterThan(3);
        assertTidy();
    }

    private static PoolNode at(@Nullable String address, PoolNode member) {
        return member.toBuilder().privateIp(address).build();
    }

    @Test
    void aReplacementThatNeverGetsAnAddressIsNamed() {
        world.before.put(
                "read pool",
                () -> world.members.replaceAll(member -> world.log.contains("delete 10.0.10.1")
                                && Optional.of(SmallWorld.NEW).equals(member.version())
                        ? at(null, member)
                        : member));

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, () -> run(SessionOpening.anew(spec())));

        assertThat(failure(e).actual()).contains("no address yet");
        assertThat(failure(e).manualSteps())
                .anySatisfy(line -> assertThat(line.what()).contains("NEW_ADDRESS"));
        assertThat(lock.holder()).isEmpty();
    }

    @Test
    void aNodeThatWasLeftIsPutBackThoughItsPoolCanNotBeRead() {
        leaveAfterTheCordon();
        always("read pool", SmallWorld.rejected("read pool"));

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, () -> run(SessionOpening.toGoOn(spec())));

        assertThat(first(e)).satisfies(node -> {
            assertThat(node.node()).isEqualTo("10.0.10.1");
            assertThat(node.result()).isEqualTo(NodeReport.Result.RESTORED);
        });
        assertTidy();
    }

    @Test
    void aNodeThatWasLeftIsNamedIfNothingAnswers() {
        leaveAfterTheCordon();
        Roll roll = new Roll(SessionOpening.toGoOn(spec()));
        for (String operation : List.of("read pool", "read node", "describe balancer", "read operations")) {
            always(operation, SmallWorld.rejected(operation));
        }

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(first(e).result()).isEqualTo(NodeReport.Result.UNFINISHED);
        assertThat(failure(e).manualSteps())
                .anySatisfy(line -> assertThat(line.what()).contains("uncordon node 10.0.10.1"))
                .anySatisfy(line -> assertThat(line.what()).contains("10.0.10.1:80"));
    }

    @Test
    void aCancelAtOncePutsANodeBackThatWasLeft() {
        leaveAfterTheCordon();
        RunSession session = SessionOpening.toGoOn(spec());
        Roll roll = new Roll(session);
        session.scope().waits().cancel();

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(e).isInstanceOf(RunCancelledException.class);
        assertThat(first(e).result()).isEqualTo(NodeReport.Result.RESTORED);
        assertTidy();
    }

    private void leaveAfterTheCordon() {
        always("evict", new SmallWorld.Crash());
        assertThatThrownBy(() -> run(SessionOpening.anew(spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        assertThat(world.allServe()).isFalse();
    }

    private static NodeReport first(EvenkeelException e) {
        return e.upgradeReport().orElseThrow().nodes().get(0);
    }

    private static Failure failure(EvenkeelException e) {
        return e.failure().orElseThrow();
    }
}
