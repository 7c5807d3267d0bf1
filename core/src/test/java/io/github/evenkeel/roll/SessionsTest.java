package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.SessionPersistence;
import io.github.evenkeel.spi.SessionPersistence.Fallback;
import io.github.evenkeel.spi.SessionPersistence.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A balancer that keeps clients at the backend that they were first sent to, drained or not. */
class SessionsTest {
    private static final String FIRST = "10.0.10.1:80";

    private final SmallWorld world = new SmallWorld(2);

    SessionsTest() {
        keep(Fallback.TO_ANOTHER_BACKEND);
    }

    private void keep(Fallback fallback) {
        world.sessions = Optional.of(new SessionPersistence(Kind.APPLICATION_COOKIE, "JSESSIONID", fallback));
    }

    private UpgradeReport run(Roll roll) {
        roll.prepare();
        return roll.run();
    }

    private Backend first() {
        return world.backends.getOrDefault(FIRST, Backend.builder("gone", 1).build());
    }

    @Test
    void aBackendIsOfflineBeforeItsNodeIsDeleted() {
        AtomicReference<Backend> atTheDeletion = new AtomicReference<>();
        world.before.put("replace node", () -> atTheDeletion.compareAndSet(null, first()));

        UpgradeReport report = run(new Roll(SessionOpening.anew(world.spec())));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(Objects.requireNonNull(atTheDeletion.get()).modes())
                .containsExactlyInAnyOrder(Mode.DRAIN, Mode.OFFLINE);
        assertThat(world.backends.values()).hasSize(2).allMatch(Backend::acceptsTraffic);
        assertThat(report.warnings())
                .extracting(Finding::actual)
                .anyMatch(found -> found.contains("cookie JSESSIONID"));
    }

    @Test
    void withoutSessionsNothingIsTakenOffline() {
        world.sessions = Optional.empty();
        AtomicReference<Backend> atTheDeletion = new AtomicReference<>();
        world.before.put("replace node", () -> atTheDeletion.compareAndSet(null, first()));

        run(new Roll(SessionOpening.anew(world.spec())));

        assertThat(Objects.requireNonNull(atTheDeletion.get()).modes()).containsExactly(Mode.DRAIN);
    }

    @Test
    void aBackendThatWasTakenOfflineIsPutBack() {
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        EvenkeelException stopped =
                catchThrowableOfType(EvenkeelException.class, () -> run(new Roll(SessionOpening.anew(world.spec()))));

        assertThat(stopped.upgradeReport().orElseThrow().nodes().get(0).result())
                .isEqualTo(NodeReport.Result.RESTORED);
        assertThat(first().modes()).isEmpty();
    }

    @Test
    void oneThatAnotherPartyTookOfflineStaysSo() {
        world.before.put(
                "read volumes",
                () -> world.backends.computeIfPresent(FIRST, (name, backend) -> backend.with(Mode.OFFLINE)));
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        assertThatThrownBy(() -> run(new Roll(SessionOpening.anew(world.spec()))))
                .isInstanceOf(EvenkeelException.class);

        assertThat(first().modes()).containsExactly(Mode.OFFLINE);
    }

    @Test
    void anotherProcessPutsItBack() {
        world.before.put("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(() -> run(new Roll(SessionOpening.anew(world.spec())))))
                .isInstanceOf(SmallWorld.Crash.class);
        assertThat(first().modes()).contains(Mode.OFFLINE);
        world.before.clear();
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        assertThatThrownBy(() -> run(new Roll(SessionOpening.toGoOn(world.spec()))))
                .isInstanceOf(EvenkeelException.class);

        assertThat(first().modes()).isEmpty();
    }

    @Test
    void clientsThatMayNotGoOnElsewhereAreInTheWay() {
        keep(Fallback.NONE);

        assertThat(catchThrowableOfType(
                        PlanRefusedException.class, () -> run(new Roll(SessionOpening.anew(world.spec())))))
                .hasMessageContainingAll("disableFallback", "JSESSIONID");
    }
}
