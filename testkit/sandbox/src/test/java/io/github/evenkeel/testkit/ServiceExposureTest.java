package io.github.evenkeel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Traffic of a sandbox through the load balancer of a Service. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ServiceExposureTest {
    private static final String EXCLUSION = "node.kubernetes.io/exclude-from-external-load-balancers";

    @Test
    void theLoadBalancerOfTheServiceCarriesTheTraffic() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.builder().exposure(Exposure.SERVICE).start()) {
            assertThat(sandbox.service().getMetadata().getName()).isEqualTo("ingress-nginx-ingress");
            assertThat(sandbox.oci()
                            .balancerNamed(sandbox.service().getMetadata().getUid()))
                    .contains(sandbox.loadBalancerId());
            assertThat(sandbox.backendSet()).isEqualTo("TCP-80");
            assertThat(addresses(sandbox)).containsExactlyInAnyOrder("10.0.10.2", "10.0.10.3", "10.0.10.4");
            assertThat(sandbox.ociCalls())
                    .as("calls of others than the controller")
                    .isEmpty();

            Traffic traffic = sandbox.startTraffic(50);
            label(sandbox, "10.0.10.3");
            await().until(() -> addresses(sandbox).size() == 2);
            await().until(() -> traffic.report().succeeded() > 50);

            TrafficReport report = traffic.stop();
            assertThat(report.failed())
                    .as("only those in flight when the node was taken out: %s", report)
                    .isLessThan(20);
        }
    }

    @Test
    void theNetworkLoadBalancerOfTheServiceCarriesTheTraffic() throws InterruptedException {
        try (Sandbox sandbox =
                Sandbox.builder().exposure(Exposure.SERVICE_NLB).nodes(2).start()) {
            assertThat(sandbox.oci().networkLoadBalancerIds()).containsExactly(sandbox.loadBalancerId());
            assertThat(sandbox.oci().loadBalancerIds()).isEmpty();
            assertThat(addresses(sandbox)).containsExactlyInAnyOrder("10.0.10.2", "10.0.10.3");

            Traffic traffic = sandbox.startTraffic(50);
            await().until(() -> traffic.report().succeeded() > 50);

            TrafficReport report = traffic.stop();
            assertThat(report.failed()).as(report.toString()).isZero();
        }
    }

    @Test
    void withoutAServiceThereIsNoController() {
        try (Sandbox sandbox = Sandbox.builder().nodes(1).start()) {
            assertThatThrownBy(sandbox::serviceController)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Exposure.SERVICE");
        }
    }

    private static List<String> addresses(Sandbox sandbox) {
        return sandbox.oci().backends(sandbox.loadBalancerId(), sandbox.backendSet()).stream()
                .map(BackendState::ipAddress)
                .toList();
    }

    private static void label(Sandbox sandbox, String name) {
        sandbox.administrator().nodes().withName(name).edit((Node node) -> new NodeBuilder(node)
                .editMetadata()
                .addToLabels(EXCLUSION, "true")
                .endMetadata()
                .build());
    }
}
