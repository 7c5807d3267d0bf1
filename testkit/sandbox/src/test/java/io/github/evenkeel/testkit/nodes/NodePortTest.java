package io.github.evenkeel.testkit.nodes;

import static io.github.evenkeel.testkit.nodes.TestCluster.answeredBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.traffic.Websocket;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class NodePortTest {
    private static final String SLOW = "/?millis=1500";

    private final TestCluster cluster = new TestCluster();
    private final Instance front = cluster.ready(31);
    private final Instance back = cluster.ready(32);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyNodeForwardsToReadyPodsOnAnyNode() throws Exception {
        cluster.readyPod("near", front);
        cluster.readyPod("far", back);
        cluster.service("Cluster", front, back);

        Set<String> seen = new HashSet<>();
        await().until(() -> {
            HttpResponse<String> answer = cluster.get(front, "/healthz");
            assertThat(answer.statusCode()).isEqualTo(200);
            seen.add(answeredBy(answer));
            return seen.equals(Set.of("near", "far"));
        });
    }

    @Test
    void withPolicyLocalANodeWithoutAPodOfItsOwnAnswersNothing() throws Exception {
        cluster.readyPod("near", front);
        cluster.service("Local", front, back);

        assertThat(answeredBy(cluster.get(front, "/"))).isEqualTo("near");
        assertThatThrownBy(() -> cluster.get(back, "/")).isInstanceOf(IOException.class);
    }

    @Test
    void aPodThatIsDeletedAnswersWhatItBeganAndGetsNothingNew() throws Exception {
        Pod leaving = cluster.readyPod("leaving", back);
        cluster.service("Cluster", front, back);
        CompletableFuture<HttpResponse<String>> slow = cluster.begin(front, SLOW);
        await().until(() -> answeredBy(cluster.get(front, "/")).equals("leaving"));
        cluster.readyPod("staying", front);

        cluster.client.resource(leaving).delete();
        await().until(() -> answeredBy(cluster.get(front, "/")).equals("staying"));
        for (int i = 0; i < 20; i++) {
            assertThat(answeredBy(cluster.get(front, "/"))).isEqualTo("staying");
        }

        assertThat(answeredBy(inTime(slow))).isEqualTo("leaving");
        await().until(() -> cluster.pod(leaving) == null);
    }

    @Test
    void aPodThatIsKilledWhenItsGraceIsOverBreaksItsRequests() {
        Pod deaf = cluster.pod("deaf", back, Map.of(PodBehaviour.IGNORES_SIGTERM, "true"));
        cluster.awaitReady(deaf);
        cluster.service("Cluster", front);
        CompletableFuture<HttpResponse<String>> slow = cluster.begin(front, "/?millis=20000");
        await().until(() -> answeredBy(cluster.get(front, "/")).equals("deaf"));

        cluster.client.resource(deaf).withGracePeriod(1L).delete();

        assertThatThrownBy(() -> inTime(slow))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        await().until(() -> cluster.pod(deaf) == null);
    }

    @Test
    void aMachineThatEndsBreaksWhatCameInThroughIt() throws Exception {
        cluster.readyPod("safe", back);
        cluster.service("Cluster", front, back);
        CompletableFuture<HttpResponse<String>> slow = cluster.begin(front, "/?millis=20000");
        cluster.get(front, "/");

        cluster.agents.terminated(front);

        assertThatThrownBy(() -> inTime(slow)).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> cluster.get(front, "/")).isInstanceOf(IOException.class);
        assertThat(answeredBy(cluster.get(back, "/"))).isEqualTo("safe");
    }

    @Test
    void aMachineThatEndsBreaksWhatItsPodsWereAnswering() throws Exception {
        cluster.readyPod("doomed", back);
        cluster.service("Cluster", front);
        CompletableFuture<HttpResponse<String>> slow = cluster.begin(front, "/?millis=20000");
        cluster.get(front, "/");

        cluster.agents.terminated(back);

        assertThatThrownBy(() -> inTime(slow)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aDownloadAndAWebsocketGoOnForAsLongAsTheyAreAskedTo() throws Exception {
        cluster.readyPod("web", back);
        cluster.service("Cluster", front);

        assertThat(cluster.get(front, "/?millis=2000&download").body().split("part"))
                .hasSizeBetween(3, 42);
        try (Websocket socket = Websocket.open(cluster.url(front, "/?millis=2000"))) {
            assertThat(inTime(socket.ending())).isEqualTo(WebSocket.NORMAL_CLOSURE);
            assertThat(socket.messages()).isBetween(3, 42);
        }
    }

    @Test
    void aMachineThatEndsCutsADownloadAndAWebsocket() throws Exception {
        Pod safe = cluster.readyPod("safe", back);
        cluster.service("Cluster", front);
        CompletableFuture<HttpResponse<String>> download = cluster.begin(front, "/?millis=20000&download");
        try (Websocket socket = Websocket.open(cluster.url(front, "/?millis=20000"))) {
            await().until(() -> socket.messages() > 0);

            cluster.agents.terminated(front);

            assertThatThrownBy(() -> inTime(download)).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> inTime(socket.ending())).isInstanceOf(ExecutionException.class);
        }
        cluster.client.resource(safe).delete();
        await().until(() -> cluster.pod(safe) == null);
    }

    @Test
    void aPodThatIsKilledWhenItsGraceIsOverCutsItsWebsocket() throws Exception {
        Pod leaving = cluster.readyPod("leaving", back);
        cluster.service("Cluster", front);
        try (Websocket socket = Websocket.open(cluster.url(front, "/?millis=20000"))) {
            await().until(() -> socket.messages() > 0);

            cluster.client.resource(leaving).withGracePeriod(1L).delete();

            assertThatThrownBy(() -> inTime(socket.ending())).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aServiceThatIsDeletedIsNotServedAnyMore() {
        cluster.readyPod("web", back);
        cluster.service("Cluster", front);

        cluster.client
                .services()
                .inNamespace(TestCluster.NAMESPACE)
                .withName("web")
                .delete();

        await().until(() -> !cluster.listens(front, TestCluster.NODE_PORT));
    }

    @Test
    void whereKubeProxyIsDeployedANodeServesOnceItsOwnIsReady() {
        cluster.readyPod("web", back);
        cluster.create(kubeProxy("proxy-front", front));
        Instance third = cluster.ready(33);
        cluster.service("Cluster", front);

        assertThat(cluster.listens(third, TestCluster.NODE_PORT)).isFalse();
        cluster.create(kubeProxy("proxy-third", third));

        await().until(() -> cluster.listens(third, TestCluster.NODE_PORT));
    }

    private static Pod kubeProxy(String name, Instance on) {
        return TestCluster.podOn(name, on, Map.of())
                .editMetadata()
                .withNamespace("kube-system")
                .withLabels(Map.of("k8s-app", "kube-proxy"))
                .endMetadata()
                .build();
    }

    /** An end that is never heard of fails the test, and does not keep it waiting. */
    private static <T> T inTime(CompletableFuture<T> result) throws Exception {
        return result.get(1, TimeUnit.MINUTES);
    }
}
