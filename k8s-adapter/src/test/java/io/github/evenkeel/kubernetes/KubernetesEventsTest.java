package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Step;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** On the sandbox's API server, and what only that can be told to do. */
class KubernetesEventsTest extends KubernetesEventsContract<SandboxServer> {
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    KubernetesEventsTest() {
        super(new SandboxServer());
    }

    @Test
    void thereIsALimitOfEvents() {
        KubernetesEvents events = KubernetesEvents.of(client());

        for (int i = 0; i < 200; i++) {
            events.onStepStarted(begins(Step.CORDON, BEGIN));
        }
        assertThat(written()).hasSize(60);

        events.onStepStarted(begins(Step.CORDON, BEGIN.plusSeconds(1)));
        events.onStepStarted(begins(Step.CORDON, BEGIN.plusSeconds(1)));
        assertThat(written()).hasSize(61);
    }

    @Test
    void afterAFailureItPausesAndGoesOnLater() {
        KubernetesEvents events = KubernetesEvents.of(client());
        server.faults().next("create events", RequestFault.Lost.BEFORE_EFFECT);

        events.onStepStarted(begins(Step.DRAIN_BACKENDS, BEGIN));
        events.onStepStarted(begins(Step.CORDON, BEGIN.plusSeconds(1)));
        events.onStepStarted(begins(Step.DELETE_NODE, BEGIN.plusSeconds(31)));

        assertThat(written()).singleElement().satisfies(event -> assertThat(event.getReason())
                .isEqualTo("EvenkeelDeleting"));
    }
}
