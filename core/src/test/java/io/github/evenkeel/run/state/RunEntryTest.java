package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunEntryTest {
    private static RunEntry entry(RunEntry.State state) {
        return entry(state, "drains", "one at a time", Duration.ofMinutes(5));
    }

    private static RunEntry entry(RunEntry.State state, String policy, String rollout, Duration spent) {
        return new RunEntry("run-1", "cluster", "", "", "lb", policy, rollout, state, spent);
    }

    @Test
    void aRunThatIsRecoveredKeepsWhatWasAskedOfItAndItsTime() {
        RunEntry recovered = entry(RunEntry.State.PAUSED)
                .goingOnWith(entry(RunEntry.State.UNDERWAY, "drains otherwise", "three at a time", Duration.ZERO));

        assertThat(recovered.state()).isEqualTo(RunEntry.State.PAUSED);
        assertThat(recovered.spent()).isEqualTo(Duration.ofMinutes(5));
        assertThat(recovered.drainPolicy()).isEqualTo("drains otherwise");
        assertThat(recovered.rollout()).isEqualTo("three at a time");
    }

    @Test
    void aRunThatHasEndedIsUnderwayAgainAndItsTimeStartsAnew() {
        RunEntry recovered = entry(RunEntry.State.ENDED).goingOnWith(entry(RunEntry.State.UNDERWAY));

        assertThat(recovered.state()).isEqualTo(RunEntry.State.UNDERWAY);
        assertThat(recovered.spent()).isZero();
    }
}
