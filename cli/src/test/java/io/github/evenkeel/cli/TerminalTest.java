package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"'50 132\n', 132, 50", "'0 0', 80, 24", "'', 80, 24", "'stty: no', 80, 24", "'3 10', 40, 8"})
    void takesItsSizeFromStty(String printed, int width, int height) {
        assertThat(Terminal.unknown().sized(printed)).isEqualTo(new Terminal(width, height, false));
    }
}
