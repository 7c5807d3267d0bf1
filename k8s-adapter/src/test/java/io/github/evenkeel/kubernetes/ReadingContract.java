package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.spi.Purpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read, whichever the API server. */
@Timeout(120)
abstract class ReadingContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    ReadingContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void theClusterRoleSufficesForEverything() {
        served.pod("web-1", NODE);

        assertThat(served.workloads.missingPermissions(Purpose.DRAIN)).isEmpty();
        assertThat(served.workloads.nodes()).hasSize(1);
        assertThat(served.workloads.node("10.0.10.99")).isEmpty();
        assertThat(served.workloads.pods()).hasSize(1);
        assertThat(served.workloads.budgets()).isEmpty();
        assertThat(served.workloads.daemonSets()).isEmpty();
        assertThat(served.workloads.serviceAddresses()).isEmpty();
        assertThat(served.workloads.volumesAttachedTo(NODE)).isEmpty();
        served.workloads.excludeFromLoadBalancers(served.seen(), "run-7");
        served.workloads.includeInLoadBalancers(served.seen());
    }

    @Test
    void whatIsNotGrantedIsNamed() {
        served.withhold("create", "pods/eviction");
        served.withhold("watch", "poddisruptionbudgets");

        assertThat(served.workloads.missingPermissions(Purpose.DRAIN))
                .containsExactly("create pods/eviction", "watch poddisruptionbudgets.policy");
    }

    @Test
    void aLongListIsReadByThePage() {
        int pods = Listing.PAGE + 1;
        for (int pod = 0; pod < pods; pod++) {
            served.bound("web-" + pod, NODE);
        }
        long before = served.calls("list pods");

        assertThat(served.workloads.podsOn(NODE)).hasSize(pods);

        // An audit log may lag behind.
        await().untilAsserted(
                        () -> assertThat(served.calls("list pods") - before).isEqualTo(2));
    }

    @Test
    void aTokenThatTheServerDoesNotKnowIsNotRepeatedInTheError() {
        Config stranger = new ConfigBuilder(served.administrator.getConfiguration())
                .withOauthToken("expired-long-ago")
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(stranger).build()) {
            assertThat(DrainPlan.forNode(KubernetesWorkloads.of(client), ServedWorkloads.NODE)
                            .preview()
                            .findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.toString())
                            .contains("HTTP 401", "check the client's credentials")
                            .doesNotContain("expired-long-ago"));
        }
    }
}
