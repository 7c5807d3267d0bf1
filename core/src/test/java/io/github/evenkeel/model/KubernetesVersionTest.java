package io.github.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesVersionTest {
    @Test
    void readsWhatTheApiWrites() {
        assertThat(KubernetesVersion.parse("v1.32.1")).isEqualTo(new KubernetesVersion(1, 32, 1));
        assertThat(KubernetesVersion.parse("1.32.1-oke.3")).hasToString("v1.32.1");
    }

    @Test
    void comparesByNumber() {
        assertThat(KubernetesVersion.parse("v1.9.9").isBefore(KubernetesVersion.parse("v1.10.0")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.32", "latest", "v1.32.x", "v1.32.1.4", "v99999.1.1"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> KubernetesVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("v1.32.1");
    }
}
