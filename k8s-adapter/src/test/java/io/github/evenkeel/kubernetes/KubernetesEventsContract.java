package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.EventSource;
import io.github.evenkeel.Step;
import io.github.evenkeel.run.EventRecords;
import io.github.evenkeel.run.EventSubject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events on nodes, whichever the API server. */
@Timeout(120)
abstract class KubernetesEventsContract<S extends Server> {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");

    final S server;
    final String node = "node-" + UUID.randomUUID();
    private final EventSource source =
            EventSubject.ofRun("run-1", Optional.of("cluster")).aboutNode(node, Optional.empty(), Optional.empty());

    KubernetesEventsContract(S server) {
        this.server = server;
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** A client that may do what {@code events-role.yaml} grants and nothing else. */
    KubernetesClient client() {
        Role role = new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(KubernetesEvents.class.getResourceAsStream("events-role.yaml")),
                        Role.class);
        assertThat(role.getMetadata().getNamespace()).isEqualTo("default");
        server.bind(
                "teller", new ClusterRoleBuilder().withRules(role.getRules()).build());
        return server.client("teller");
    }

    EventRecords.StepStarted begins(Step step, Instant at) {
        return new EventRecords.StepStarted(at, source, step, "node " + node, "so it is");
    }

    List<Event> written() {
        return server.administrator().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> node.equals(event.getInvolvedObject().getName()))
                .toList();
    }

    @Test
    void stepsOfANodeAreEventsOnIt() {
        KubernetesEvents events = KubernetesEvents.of(client());

        events.onStepStarted(begins(Step.DRAIN_BACKENDS, NOW));
        events.onStepStarted(begins(Step.AWAIT_REPLACEMENT, NOW));
        events.onStepStarted(begins(Step.DELETE_NODE, NOW));
        events.onStepFailed(
                new EventRecords.StepFailed(NOW, source, Step.DELETE_NODE, "node " + node, "x".repeat(2000)));

        assertThat(written())
                .extracting(Event::getReason, Event::getType)
                .containsExactlyInAnyOrder(
                        tuple("EvenkeelDraining", "Normal"),
                        tuple("EvenkeelDeleting", "Normal"),
                        tuple("EvenkeelFailed", "Warning"));
        assertThat(written()).allSatisfy(event -> {
            assertThat(event.getInvolvedObject().getKind()).isEqualTo("Node");
            assertThat(event.getInvolvedObject().getUid()).isEqualTo(node);
            assertThat(event.getReportingComponent()).isEqualTo("evenkeel");
            assertThat(event.getReportingInstance()).isEqualTo("run-1");
            assertThat(event.getMessage()).hasSizeLessThanOrEqualTo(1024);
            assertThat(Instant.parse(event.getLastTimestamp())).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        });
    }

    @Test
    void whatIsAboutNoNodeIsNoEvent() {
        KubernetesEvents events = KubernetesEvents.of(client());

        events.onStepStarted(new EventRecords.StepStarted(
                NOW, EventSubject.ofRun("run-1", Optional.of("cluster")), Step.CORDON, "cluster", "so it is"));

        assertThat(server.calls("teller", "create events")).isZero();
    }

    @Test
    void withoutThePermissionOneWriteIsTriedAndNothingIsThrown() {
        server.bind("stranger", new ClusterRoleBuilder().build());
        KubernetesEvents events = KubernetesEvents.of(server.client("stranger"));

        events.onStepStarted(begins(Step.DRAIN_BACKENDS, NOW));
        events.onStepStarted(begins(Step.DELETE_NODE, NOW.plusSeconds(3600)));

        assertThat(server.calls("stranger", "create events")).isOne();
        assertThat(written()).isEmpty();
    }
}
