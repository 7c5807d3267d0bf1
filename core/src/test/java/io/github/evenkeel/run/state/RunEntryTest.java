package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunEntryTest {
    private static RunEntry entry(RunEntry.State state) {
        return new RunEntry("run-1", "cluster", "", "", "lb", "drains", state, Duration.ofMinutes(5));
    }

    @Test
    void aRunThatIsRecoveredKeepsWhatWasAskedOfItAndItsTime() {
        RunEntry recovered = entry(RunEntry.State.PAUSED).goingOnWith("drains otherwise");

        assertThat(recovered.state()).isEqualTo(RunEntry.State.PAUSED);
        assertThat(recovered.spent()).isEqualTo(Duration.ofMinutes(5));
        assertThat(recovered.drainPolicy()).isEqualTo("drains otherwise");
    }

    @Test
    void aRunThatHasEndedIsUnderwayAgainAndItsTimeStartsAnew() {
        RunEntry recovered = entry(RunEntry.State.ENDED).goingOnWith("drains");

        assertThat(recovered.state()).isEqualTo(RunEntry.State.UNDERWAY);
        assertThat(recovered.spent()).isZero();
    }
}
