package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer meets: help, and complaints about lines that name no command. */
class MainTest {
    private static final String ESCAPE = "\u001b";

    private final Printed printed = new Printed();

    @Test
    void helpNamesAllCommandsAndTheExitCodes() {
        assertThat(printed.run("--help")).isZero();
        assertThat(printed.out())
                .contains(
                        "Usage: evenkeel",
                        "\n  plan ",
                        "\n  roll ",
                        "\n  drain ",
                        "\n  status ",
                        "\n  pause ",
                        "\n  approve ",
                        "\n  sandbox ",
                        "\n  simulate ",
                        "\n  completion ")
                .contains("Exit codes:", "sandbox roll")
                .doesNotContain(ESCAPE);
        assertThat(printed.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "roll",
                "drain",
                "status",
                "pause",
                "resume",
                "stop",
                "cancel",
                "approve",
                "sandbox roll",
                "sandbox serve",
                "simulate",
                "completion"
            })
    void eachCommandTellsItsOptionsAndExitCodes(String command) {
        assertThat(printed.run((command + " --help").split(" "))).isZero();
        assertThat(printed.out())
                .startsWith("Usage: evenkeel " + command + " ")
                .contains("--help", "Exit codes:", "\n  0 ", "\n  1 ", "\n  2 ")
                .doesNotContain(ESCAPE);
        assertThat(printed.run(("help " + command.split(" ")[0]).split(" "))).isZero();
        assertThat(printed.out()).startsWith("Usage: evenkeel " + command.split(" ")[0]);
        assertThat(printed.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rol | unknown command 'rol'; there are [plan, roll, drain, status, pause, resume, stop, cancel, approve, report, sandbox, simulate, completion, help] | evenkeel --help",
                "--version2 | Unknown option: '--version2' | evenkeel --help",
                "sandbox | a command is needed; there are [roll, serve] | evenkeel sandbox --help",
                "sandbox play | unknown command 'play'; there are [roll, serve] | evenkeel sandbox --help"
            })
    void aWrongLineIsToldInASentence(String line, String complaint, String help) {
        assertThat(printed.run(line.split(" "))).isEqualTo(2);
        assertThat(printed.err().lines()).first().isEqualTo(complaint);
        assertThat(printed.err().lines()).last().isEqualTo("For help: " + help);
        assertThat(printed.err()).doesNotContain(ESCAPE, "\tat ");
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void anEmptyLineIsToldWhichCommandsThereAre() {
        assertThat(printed.run()).isEqualTo(2);
        assertThat(printed.err())
                .startsWith(
                        "a command is needed; there are [plan, roll, drain, status, pause, resume, stop, cancel, approve, report, sandbox");
    }
}
