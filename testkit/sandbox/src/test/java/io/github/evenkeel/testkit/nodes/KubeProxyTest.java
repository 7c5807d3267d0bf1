package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeProxyTest {
    /** Between the two, a load balancer that had found the node healthy would have its requests refused. */
    @Test
    void opensNodePortsBeforeItAnswersHealthChecks() {
        ServiceTable services = ServiceTable.of(
                List.of(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("front")
                        .endMetadata()
                        .withNewSpec()
                        .withType("LoadBalancer")
                        .withExternalTrafficPolicy("Local")
                        .withHealthCheckNodePort(30_001)
                        .addToSelector("app", "front")
                        .addNewPort()
                        .withPort(80)
                        .withNodePort(30_083)
                        .withNewTargetPort(8080)
                        .endPort()
                        .endSpec()
                        .build()),
                List.of());

        assertThat(KubeProxy.portsInOrder(services)).containsExactly(30_083, 30_001, KubeProxy.HEALTH_PORT);
    }
}
