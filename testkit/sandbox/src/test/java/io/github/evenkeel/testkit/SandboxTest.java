package io.github.evenkeel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.requests.GetClusterRequest;
import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.loadbalancer.requests.GetLoadBalancerRequest;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since it looks at the threads of the whole process. */
@Isolated
@Timeout(120)
class SandboxTest {
    @Test
    @ExtendWith(SandboxExtension.class)
    void theExtensionGivesAReadySandboxAndItsClients(
            Sandbox sandbox, ContainerEngine engine, LoadBalancer balancer, KubernetesClient kubernetes) {
        String cluster = engine.getCluster(GetClusterRequest.builder()
                        .clusterId(sandbox.clusterId())
                        .build())
                .getCluster()
                .getId();
        String loadBalancer = balancer.getLoadBalancer(GetLoadBalancerRequest.builder()
                        .loadBalancerId(sandbox.loadBalancerId())
                        .build())
                .getLoadBalancer()
                .getId();

        assertThat(cluster).isEqualTo(sandbox.clusterId());
        assertThat(loadBalancer).isEqualTo(sandbox.loadBalancerId());
        assertThat(kubernetes).isSameAs(sandbox.kubernetes());
        assertThat(kubernetes.nodes().list().getItems()).hasSize(3).allMatch(SandboxTest::isReady);
        assertThat(sandbox.administrator().pods().inAnyNamespace().list().getItems())
                .hasSizeGreaterThan(10)
                .allMatch(Readiness.getInstance()::isReady);
        assertThat(sandbox.kubernetesCalls()).containsOnlyKeys("list nodes");
        assertThat(sandbox.ociCalls()).containsOnlyKeys("GetCluster", "GetLoadBalancer");
    }

    @Test
    void sandboxesRunSideBySideAndEndWithAllThatTheyStarted() {
        Set<Thread> before = userThreads();
        Sandbox left = small();
        Sandbox right = small();
        List<URI> ports = List.of(left.ociEndpoint(), left.kubernetesUrl(), left.trafficUrl());

        for (Sandbox sandbox : List.of(left, right)) {
            assertThat(answersTo(100, sandbox).failed()).isZero();
        }
        left.administrator().nodes().withName(firstNode(left)).delete();

        assertThat(left.administrator().nodes().list().getItems()).isEmpty();
        assertThat(right.administrator().nodes().list().getItems()).hasSize(1);
        assertThat(ports).allMatch(SandboxTest::listens);

        left.close();

        assertThat(ports).noneMatch(SandboxTest::listens);
        assertThat(listens(right.trafficUrl())).isTrue();
        right.close();
        await().pollInSameThread().untilAsserted(() -> assertThat(userThreads()).isSubsetOf(before));
    }

    @Test
    void aManifestThatIsRefusedIsNamed() {
        SandboxBuilder broken = Sandbox.builder()
                .nodes(1)
                .manifests(
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings, namespace: nowhere}
                        """);

        assertThatThrownBy(broken::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ConfigMap nowhere/settings")
                .hasMessageContaining("namespaces \"nowhere\" not found");
    }

    @Test
    void manifestsThatAreNoYamlAreRefused() {
        SandboxBuilder broken = Sandbox.builder().nodes(1).manifests("{kind: ");

        assertThatThrownBy(broken::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("manifests");
    }

    @Test
    void aSandboxHasANodeAtLeast() {
        assertThatThrownBy(() -> Sandbox.builder().nodes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nodes is 0");
    }

    private static TrafficReport answersTo(int requests, Sandbox sandbox) {
        try (Traffic traffic = sandbox.startTraffic(200)) {
            await().pollInSameThread().until(() -> traffic.report().succeeded() >= requests);
            return traffic.stop();
        }
    }

    private static Sandbox small() {
        return Sandbox.builder().nodes(1).start();
    }

    private static String firstNode(Sandbox sandbox) {
        return sandbox.administrator()
                .nodes()
                .list()
                .getItems()
                .get(0)
                .getMetadata()
                .getName();
    }

    private static boolean isReady(Node node) {
        return Readiness.getInstance().isReady(node);
    }

    private static boolean listens(URI address) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Those that keep a Java process alive. */
    private static Set<Thread> userThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
