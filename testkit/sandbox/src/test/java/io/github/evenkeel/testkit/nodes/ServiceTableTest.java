package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private static final int NODE_PORT = 30080;

    private final Pod ready = pod("ready", "node-1").build();
    private final Pod stopping = pod("stopping", "node-2")
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();

    @Test
    void sendsNothingToPodsThatStopWhileAnotherIsReady() {
        assertThat(candidates(service("Cluster"), "node-2", ready, stopping)).containsExactly("ready");
    }

    @Test
    void fallsBackToPodsThatStopWhenNoOtherIsReady() {
        assertThat(candidates(service("Cluster"), "node-1", stopping)).containsExactly("stopping");
    }

    @Test
    void withPolicyLocalKeepsToTheNode() {
        Pod elsewhere = pod("elsewhere", "node-3").build();

        assertThat(candidates(service("Local"), "node-1", ready, elsewhere)).containsExactly("ready");
        assertThat(candidates(service("Local"), "node-9", ready, elsewhere)).isEmpty();
    }

    @Test
    void leavesOutPodsThatAreNotReadyNotSelectedOrInAnotherNamespace() {
        Pod unready = pod("unready", "node-1")
                .editStatus()
                .editFirstCondition()
                .withStatus("False")
                .endCondition()
                .endStatus()
                .build();
        Pod other = pod("other", "node-1")
                .editMetadata()
                .addToLabels("app", "other")
                .endMetadata()
                .build();
        Pod foreign = pod("foreign", "node-1")
                .editMetadata()
                .withNamespace("foreign")
                .endMetadata()
                .build();

        assertThat(candidates(service("Cluster"), "node-1", unready, other, foreign, ready))
                .containsExactly("ready");
    }

    @Test
    void aServiceWithoutSelectorHasNoPods() {
        Service none = service("Cluster")
                .edit()
                .editSpec()
                .withSelector(null)
                .endSpec()
                .build();

        assertThat(candidates(none, "node-1", ready)).isEmpty();
    }

    @Test
    void knowsTcpNodePortsOnly() {
        Service mixed = service("Cluster")
                .edit()
                .editSpec()
                .addNewPort()
                .withPort(53)
                .withNodePort(30053)
                .withProtocol("UDP")
                .endPort()
                .addNewPort()
                .withPort(81)
                .endPort()
                .endSpec()
                .build();

        assertThat(ServiceTable.of(List.of(mixed), List.of()).nodePorts()).containsExactly(NODE_PORT);
    }

    @Test
    void tellsWhichNodesHaveAPodOfTheirOwn() {
        Service local = service("Local")
                .edit()
                .editSpec()
                .withHealthCheckNodePort(32000)
                .endSpec()
                .build();

        ServiceTable table = ServiceTable.of(List.of(local), List.of(ready, stopping));
        ServiceRoute route = Objects.requireNonNull(table.atHealthPort(32000));

        assertThat(table.healthPorts()).containsExactly(32000);
        assertThat(route.isReadyOn("node-1")).isTrue();
        assertThat(route.isReadyOn("node-2")).isFalse();
    }

    private static List<String> candidates(Service service, String node, Pod... pods) {
        @Nullable
        ServiceRoute route = ServiceTable.of(List.of(service), List.of(pods)).atNodePort(NODE_PORT);
        return route == null
                ? List.of("no route")
                : route.candidates(node).stream()
                        .map(ServiceRoute.Endpoint::podUid)
                        .toList();
    }

    private static Service service(String policy) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace("shop")
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withExternalTrafficPolicy(policy)
                .addToSelector("app", "web")
                .addNewPort()
                .withPort(80)
                .withNodePort(NODE_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    private static PodBuilder pod(String name, String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(name)
                .withNamespace("shop")
                .addToLabels("app", "web")
                .addToLabels("extra", "label")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();
    }
}
