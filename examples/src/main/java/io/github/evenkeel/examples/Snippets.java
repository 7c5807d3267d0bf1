package io.github.evenkeel.examples;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The code of the README, compiled; a test holds the two together. */
final class Snippets {
    private Snippets() {}

    static void quickstart(
            ContainerEngine containerEngineClient,
            String clusterOcid,
            LoadBalancer loadBalancerClient,
            String loadBalancerOcid,
            KubernetesClient kubernetesClient)
            throws InterruptedException {
        // snippet: quickstart
        try (Upgrade upgrade = UpgradePlan.forCluster(
                        OkeCluster.of(containerEngineClient, clusterOcid), KubernetesWorkloads.of(kubernetesClient))
                .withLoadBalancer(OciLoadBalancer.of(loadBalancerClient, loadBalancerOcid))
                .toVersion("v1.32.1")
                .withProbe(HttpProbe.of("https://shop.example.com/health"))
                .rollNodes()) {
            UpgradeReport report = upgrade.await();
            System.out.println(report.nodes());
        }
        // end
    }

    static ClientConfiguration clients() {
        // snippet: clients
        ClientConfiguration configuration = ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .build();
        // end
        return configuration;
    }

    static void preview(UpgradePlan plan) {
        // snippet: preview
        Preview preview = plan.preview();
        preview.blockers().forEach(finding -> System.out.println("in the way: " + finding));
        preview.steps().forEach(System.out::println);
        // end
    }

    static void handle(UpgradePlan plan) throws InterruptedException {
        // snippet: handle
        try (Upgrade upgrade = plan.rollNodes()) {
            Optional<UpgradeReport> report = upgrade.await(Duration.ofMinutes(30));
            if (report.isEmpty()) {
                System.out.println("still at " + upgrade.snapshot().waitingFor().orElse("work"));
                upgrade.cancel();
            }
        }
        // end
    }

    static void resume(UpgradePlan plan, KubernetesClient kubernetesClient) throws InterruptedException {
        // snippet: resume
        UpgradePlan durable = plan.withJournal(ConfigMapJournal.of(kubernetesClient, "kube-system", "evenkeel"))
                .withLock(LeaseLock.of(kubernetesClient, "kube-system", "evenkeel"));
        try (Upgrade upgrade = durable.recover()) {
            upgrade.await();
        }
        // end
    }

    static void drain(KubernetesClient kubernetesClient) {
        // snippet: drain
        DrainPlan plan = DrainPlan.forNode(KubernetesWorkloads.of(kubernetesClient), "10.0.10.3")
                .withDrainPolicy(DrainPolicy.defaults()
                        .lettingJobsFinish(Duration.ofMinutes(10))
                        .evictingLast(PodSelector.ofLabels(Map.of("app", "queue"))));
        plan.preview().pods().forEach(System.out::println);
        DrainReport report = plan.drain();
        System.out.println(report.evicted());
        plan.restore(report.drainId());
        // end
    }
}
