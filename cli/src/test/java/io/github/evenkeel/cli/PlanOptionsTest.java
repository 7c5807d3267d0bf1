package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanOptionsTest {
    @Test
    void theVariablesOfAContainerNameItsPod() {
        assertThat(PlanOptions.podOf(Map.of("POD_NAMESPACE", "evenkeel", "POD_NAME", "roll-x")))
                .contains("evenkeel/roll-x");
        assertThat(PlanOptions.podOf(Map.of("HOME", "/"))).isEmpty();
        assertThatThrownBy(() -> PlanOptions.podOf(Map.of("POD_NAME", "roll-x")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("both of the variables POD_NAMESPACE and POD_NAME");
    }
}
