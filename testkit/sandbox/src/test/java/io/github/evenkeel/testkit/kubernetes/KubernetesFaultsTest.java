package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.SandboxServer.USER;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KubernetesFaultsTest {
    private final SandboxServer server = new SandboxServer();
    private final ServedCluster cluster = new ServedCluster(server);
    private final KubernetesFaults faults = server.api.faults();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aRequestIsRefusedOnceWithAdviceWhenToComeBack() throws Exception {
        faults.next(
                "list nodes", new RequestFault.Refused(503, "ServiceUnavailable", "try later", Duration.ofSeconds(7)));

        var answer = cluster.get("/api/v1/nodes");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.body()).contains("try later").contains("\"retryAfterSeconds\":7");
        assertThat(cluster.get("/api/v1/nodes").statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestIsTurnedAwayByAHeaderAlone() throws Exception {
        faults.next("list nodes", new RequestFault.TurnedAway(429, Duration.ofSeconds(3)));
        faults.next("watch nodes", new RequestFault.TurnedAway(503, Duration.ofSeconds(5)));

        var list = cluster.get("/api/v1/nodes");
        var watch = cluster.get("/api/v1/nodes?watch=true");

        assertThat(list.statusCode()).isEqualTo(429);
        assertThat(list.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(list.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(list.body()).isEqualTo("Too many requests, please try again later.\n");
        assertThat(watch.statusCode()).isEqualTo(503);
        assertThat(watch.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(cluster.get("/api/v1/nodes").statusCode()).isEqualTo(200);
    }

    @Test
    void turningAwayTakesTheRightCodeAndATime() {
        assertThatThrownBy(() -> new RequestFault.TurnedAway(500, Duration.ofSeconds(1)))
                .hasMessageContaining("500");
        assertThatThrownBy(() -> new RequestFault.TurnedAway(429, Duration.ZERO))
                .hasMessageContaining("PT0S");
    }

    @Test
    void faultsOfOneRequestComeInTheirOrder() {
        faults.next("list nodes", RequestFault.refused(500, "InternalError", "first"));
        faults.next("list nodes", RequestFault.refused(504, "Timeout", "second"));

        Status first = refusal(() -> cluster.client.nodes().list());
        Status second = refusal(() -> cluster.client.nodes().list());

        assertThat(List.of(first.getMessage(), second.getMessage())).containsExactly("first", "second");
        assertThat(second.getCode()).isEqualTo(504);
        assertThat(second.getReason()).isEqualTo("Timeout");
    }

    @Test
    void everyRequestOfANameGoesWrongUntilCleared() {
        faults.every("list nodes", RequestFault.refused(500, "InternalError", "broken"));

        for (int i = 0; i < 3; i++) {
            assertThat(refusal(() -> cluster.client.nodes().list()).getCode()).isEqualTo(500);
        }
        cluster.client.pods().inNamespace(NAMESPACE).list();
        faults.clear();
        cluster.client.nodes().list();
    }

    @Test
    void aRequestIsLostBeforeItsEffect() {
        faults.next("create configmaps", RequestFault.Lost.BEFORE_EFFECT);

        assertThatThrownBy(() -> cluster.configMap("lost", Map.of()))
                .isInstanceOf(KubernetesClientException.class)
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(configMaps()).isEmpty();
    }

    @Test
    void anAnswerIsLostAfterTheEffect() {
        faults.next("create configmaps", RequestFault.Lost.AFTER_EFFECT);

        assertThatThrownBy(() -> cluster.configMap("done", Map.of()))
                .isInstanceOf(KubernetesClientException.class)
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(configMaps()).containsExactly("done");
    }

    @Test
    @Timeout(120)
    void aServerThatIsAwayBreaksWatchesAndAnswersNoCallUntilItIsBack() throws Exception {
        try (StreamedWatch watch = cluster.watch("/api/v1/nodes?watch=true")) {
            faults.awayFor(Duration.ofSeconds(30));

            assertThatThrownBy(watch::next).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> cluster.get("/version")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> cluster.client.nodes().list()).isInstanceOf(KubernetesClientException.class);
        }
        faults.clear();
        assertThat(cluster.get("/version").statusCode()).isEqualTo(200);
    }

    @Test
    void aServerComesBackByItself() {
        faults.awayFor(Duration.ofMillis(200));

        await().ignoreExceptions().until(() -> cluster.get("/version").statusCode() == 200);
    }

    @Test
    void callsAreCountedByUserWhateverBecomesOfThem() {
        faults.next("list nodes", RequestFault.refused(500, "InternalError", "broken"));
        refusal(() -> cluster.client.nodes().list());
        cluster.client.nodes().list();
        cluster.configMap("one", Map.of());
        cluster.client.nodes().withName("none").get();
        ServedCluster.once(server.api.client("another")).nodes().list();

        assertThat(server.api.calls().by(USER))
                .isEqualTo(Map.of("list nodes", 2L, "create configmaps", 1L, "get nodes", 1L));
        assertThat(server.api.calls().by("another")).isEqualTo(Map.of("list nodes", 1L));
        server.api.calls().reset();
        assertThat(server.api.calls().by(USER)).isEmpty();
    }

    @Test
    void anAnswerThatIsNoErrorCanNotBeARefusal() {
        assertThatThrownBy(() -> RequestFault.refused(302, "Found", "elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("302");
    }

    private List<String> configMaps() {
        return cluster.client.configMaps().inNamespace(NAMESPACE).list().getItems().stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }
}
