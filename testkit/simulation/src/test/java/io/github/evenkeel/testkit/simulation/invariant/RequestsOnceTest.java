package io.github.evenkeel.testkit.simulation.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.EventRecords;
import io.github.evenkeel.run.EventSubject;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Worlds made by hand, in which a run is stopped with a node under way, and ends. */
class RequestsOnceTest {
    private static final EventSubject RUN = EventSubject.ofRun("run", Optional.empty());

    private final HandMade made = new HandMade();
    private final Machine first = made.old(1);
    private final RequestsOnce invariant = new RequestsOnce();

    @BeforeEach
    void begin() {
        made.truth.journal = new TreeMap<>(Map.of("node." + first.name, "v=1"));
    }

    private void stop() {
        RunRequest stop = RunRequest.builder(RunRequest.Kind.STOP, "jane")
                .id("stop")
                .runId("run")
                .build();
        AnsweredRequest answer = new AnsweredRequest(stop, Instant.EPOCH, Optional.empty());
        invariant.told(new EventRecords.RequestAnswered(Instant.EPOCH, RUN, answer), made.truth);
    }

    private void end() {
        UpgradeReport report = made.report(UpgradeReport.Outcome.CANCELLED, List.of());
        invariant.told(new EventRecords.Ended(Instant.EPOCH, RUN, report), made.truth);
    }

    private void breaksAtTheEnd() {
        assertThatThrownBy(this::end)
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("is neither replaced nor left aside");
    }

    @Test
    void aNodeThatWasUnderWayIsReplaced() {
        stop();
        breaksAtTheEnd();
    }

    @Test
    void aNodeThatWaitsAtAGateWithItsFirstChangeIsNotBegun() {
        made.truth.gated = true;
        stop();
        assertThatCode(this::end).doesNotThrowAnyException();
    }

    @Test
    void aNodeThatAGateHasLetBeginIsReplaced() {
        made.truth.gated = true;
        invariant.before(made.draining(first), made.truth);
        stop();
        breaksAtTheEnd();
    }

    @Test
    void aNodeThatAGateLetsBeginJustAfterIsReplaced() {
        made.truth.gated = true;
        stop();
        invariant.before(made.draining(first), made.truth);
        breaksAtTheEnd();
    }
}
