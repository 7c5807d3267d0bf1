package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MutuallyExclusiveArgsException;

class VersionOptionsTest {
    private static VersionOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new VersionOptions(), arguments);
    }

    @Test
    void theyAreOffByDefault() {
        VersionOptions options = parsed();

        assertThat(options.hops).isFalse();
        assertThat(options.part.controlPlane).isFalse();
        assertThat(options.part.nodes).isFalse();
    }

    @Test
    void thePartsAndTheHopsAreRead() {
        assertThat(parsed("--control-plane-hops").hops).isTrue();
        assertThat(parsed("--control-plane-hops", "--control-plane-only").part.controlPlane)
                .isTrue();
        assertThat(parsed("--nodes-only").part.nodes).isTrue();
    }

    @Test
    void onlyOnePartCanBeNamed() {
        assertThatThrownBy(() -> parsed("--control-plane-only", "--nodes-only"))
                .isInstanceOf(MutuallyExclusiveArgsException.class);
    }
}
