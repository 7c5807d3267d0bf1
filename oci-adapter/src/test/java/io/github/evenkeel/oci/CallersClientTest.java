package io.github.evenkeel.oci;

import static io.github.evenkeel.oci.ScriptedService.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import io.github.evenkeel.oci.ScriptedService.Answer;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients as callers may have built them, the SDK's own defaults included, and failures as they come over the wire. */
class CallersClientTest {
    private static final String CLUSTER = "ocid1.cluster.oc1.iad.aaaa";
    private static final String CLUSTER_PATH = "/20180222/clusters/" + CLUSTER;
    private static final String BALANCER = "ocid1.loadbalancer.oc1.iad.llll";
    private static final String BALANCER_PATH = "/20170115/loadBalancers/" + BALANCER;

    private ScriptedService service;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theSdksRetriesAreSwitchedOffForReads() {
        service.on("GET", CLUSTER_PATH, error(503, "ServiceUnavailable"));
        try (ContainerEngineClient client = SdkClients.defaultContainerEngine(service.endpoint())) {
            ServiceException failure =
                    Failed.by(() -> OkeCluster.of(client, CLUSTER).describe());
            assertThat(failure.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        }
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void theSdksRetriesAreSwitchedOffForTheDeletionOfANode() {
        service.on("DELETE", "/20180222/nodePools/p/node/i", error(500, "InternalServerError"));
        PoolNode node = PoolNode.builder("oke-1").instanceId("i").build();
        NodePool pool = NodePool.builder("p", "pool", new io.github.evenkeel.model.KubernetesVersion(1, 31, 1))
                .size(1)
                .nodes(List.of(node))
                .build();
        try (ContainerEngineClient client = SdkClients.defaultContainerEngine(service.endpoint())) {
            ServiceException failure =
                    Failed.by(() -> OkeCluster.of(client, CLUSTER).replaceNode(pool, node));
            assertThat(failure.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        }
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void theSdksBreakerSaysThatItSentNothing() {
        service.on("GET", BALANCER_PATH, error(500, "InternalServerError"));
        try (LoadBalancerClient client = SdkClients.defaultLoadBalancer(service.endpoint())) {
            OciLoadBalancer balancer = OciLoadBalancer.of(client, BALANCER);
            List<Outcome> outcomes = IntStream.range(0, 12)
                    .mapToObj(i -> Failed.by(balancer::describe).outcome())
                    .toList();
            assertThat(outcomes.subList(0, 10)).containsOnly(Outcome.UNAVAILABLE);
            assertThat(outcomes.subList(10, 12)).containsOnly(Outcome.THROTTLED);
            assertThat(Failed.by(balancer::describe))
                    .hasMessageContainingAll("nothing was sent", "new NoCircuitBreakerConfiguration()");
        }
        assertThat(service.asked()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("unreadableAnswers")
    void noBodyGetsIntoAnException(Answer answer) {
        service.on("GET", CLUSTER_PATH, answer);
        try (ContainerEngineClient client = SdkClients.containerEngine(service.endpoint())) {
            ServiceException failure =
                    Failed.by(() -> OkeCluster.of(client, CLUSTER).describe());
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("hunter2", "Signature", "PRIVATE KEY");
            }
        }
    }

    static Stream<Answer> unreadableAnswers() {
        Map<String, String> html = Map.of("content-type", "text/html");
        return Stream.of(
                new Answer(502, html, "<html>hunter2</html>"),
                new Answer(200, html, "<html>hunter2</html>"),
                ScriptedService.json(500, "{\"code\": hunter2"),
                ScriptedService.json(409, "{\"code\":\"Conflict\",\"message\":\"busy\",\"token\":\"hunter2\"}"),
                ScriptedService.json(200, "{\"id\": hunter2"),
                ScriptedService.json(200, "{\"kubernetesVersion\": {\"hunter2\": 1}}"));
    }

    @Test
    void aConnectionThatBreaksLeavesTheEffectUnknown() {
        service.on("GET", BALANCER_PATH, ScriptedService.SILENCE);
        try (LoadBalancerClient client = SdkClients.loadBalancer(service.endpoint())) {
            ServiceException failure =
                    Failed.by(() -> OciLoadBalancer.of(client, BALANCER).describe());
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining("no response").hasCauseInstanceOf(IOException.class);
            assertThat(failure.requestId()).isPresent();
        }
    }

    @Test
    void aServiceThatCantBeReachedIsUnknownToo() {
        String endpoint = service.endpoint();
        service.close();
        try (LoadBalancerClient client = SdkClients.loadBalancer(endpoint)) {
            assertThat(Failed.by(() -> OciLoadBalancer.of(client, BALANCER).describe())
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void anInterruptEndsTheCallAndIsKept() {
        service.on("GET", BALANCER_PATH, ScriptedService.NEVER);
        try (LoadBalancerClient client = SdkClients.loadBalancer(service.endpoint())) {
            OciLoadBalancer balancer = OciLoadBalancer.of(client, BALANCER);
            Thread.currentThread().interrupt();
            ServiceException failure = Failed.by(balancer::describe);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aClientThatWasClosedIsRefused() {
        ContainerEngineClient client = SdkClients.containerEngine(service.endpoint());
        client.close();
        assertThat(Failed.by(() -> OkeCluster.of(client, CLUSTER).describe()).outcome())
                .isIn(Outcome.REJECTED, Outcome.UNKNOWN);
        assertThat(service.asked()).isEmpty();
    }
}
