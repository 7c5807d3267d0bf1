package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodScriptTest {
    private static final NodeOptions OPTIONS = NodeOptions.builder()
            .podReadyDelay(Duration.ofMillis(70))
            .podStopDelay(Duration.ofMillis(20))
            .jobRunTime(Duration.ofMillis(90))
            .build();

    @Test
    void withoutAnnotationsTheOptionsHold() {
        assertThat(PodScript.of(pod(Map.of()).build(), OPTIONS))
                .isEqualTo(new PodScript(Duration.ofMillis(70), Duration.ofMillis(20), false, null, 0));
    }

    @Test
    void annotationsHoldBeforeTheOptions() {
        Pod pod = pod(Map.of(
                        PodBehaviour.READY_AFTER, "PT3S",
                        PodBehaviour.STOP_AFTER, "PT0.5S",
                        PodBehaviour.NEVER_GONE, "true",
                        PodBehaviour.COMPLETES_AFTER, "PT1M",
                        PodBehaviour.EXIT_CODE, "2"))
                .build();

        assertThat(PodScript.of(pod, OPTIONS))
                .isEqualTo(
                        new PodScript(Duration.ofSeconds(3), Duration.ofMillis(500), true, Duration.ofMinutes(1), 2));
    }

    @Test
    void aPodCanBeDeafAndNeverReady() {
        Pod pod = pod(Map.of(PodBehaviour.NEVER_READY, "true", PodBehaviour.IGNORES_SIGTERM, "true"))
                .build();

        assertThat(PodScript.of(pod, OPTIONS)).isEqualTo(new PodScript(null, null, false, null, 0));
    }

    @Test
    void unreadableAndNegativeValuesCountAsAbsent() {
        Pod pod = pod(Map.of(
                        PodBehaviour.READY_AFTER, "soon",
                        PodBehaviour.STOP_AFTER, "PT-1S",
                        PodBehaviour.EXIT_CODE, "bad"))
                .build();

        assertThat(PodScript.of(pod, OPTIONS))
                .isEqualTo(PodScript.of(pod(Map.of()).build(), OPTIONS));
    }

    @Test
    void podsOfJobsComplete() {
        Pod pod = pod(Map.of())
                .editMetadata()
                .addNewOwnerReference()
                .withKind("Job")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();

        assertThat(PodScript.of(pod, OPTIONS).completesAfter()).isEqualTo(Duration.ofMillis(90));
    }

    private static PodBuilder pod(Map<String, String> annotations) {
        return new PodBuilder().withNewMetadata().withAnnotations(annotations).endMetadata();
    }
}
