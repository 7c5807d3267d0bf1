package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.run.FailureRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service's words are kept off the line of a command. */
class ManualStepTest {
    private static final Optional<String> COMMAND = Optional.of("oci lb backend delete --backend-name '10.0.10.2:80'");

    @Test
    void theCommandIsAloneOnItsLine() {
        ManualStep step = new ManualStep("take it out: 409; reboot $(reboot) `reboot`", COMMAND);

        assertThat(new FailureRecord(
                        Step.EVICT,
                        "node n",
                        "empty",
                        "full",
                        Optional.empty(),
                        Duration.ZERO,
                        List.of(),
                        List.of(step)))
                .asString()
                .hasLineCount(3)
                .endsWith("\n  manual step: take it out: 409; reboot $(reboot) `reboot`\n    " + COMMAND.orElseThrow());
    }

    @Test
    void aDescriptionIsOnOneLineWhateverAServiceSays() {
        ManualStep step =
                new ManualStep("take it out:\r\n reboot\n\n\treboot\u2028reboot\u0085\u001b[2Kreboot\u202ex", COMMAND);

        assertThat(step.what()).isEqualTo("take it out: reboot reboot reboot [2Kreboot x");
        assertThat(step.command()).isEqualTo(COMMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\t", "\u0003", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u202e", "\ufeff"
            })
    void aCommandThatATerminalWouldActOnIsLeftOut(String character) {
        assertThat(new ManualStep("look", Optional.of("ls 'a" + character + "b'")).command())
                .isEmpty();
    }

    @Test
    void withoutACommandThereIsTheDescriptionAlone() {
        assertThat(ManualStep.of("look")).hasToString("look");
    }
}
