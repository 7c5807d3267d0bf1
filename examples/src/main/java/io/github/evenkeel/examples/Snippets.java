package io.github.evenkeel.examples;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Failure;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesEvents;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciConnection;
import io.github.evenkeel.oci.OciCredentials;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Code of the README and of pages about a plan, compiled; a test holds the two together. */
final class Snippets {
    private Snippets() {}

    static void quickstart(
            ContainerEngine containerEngineClient,
            String clusterOcid,
            com.oracle.bmc.loadbalancer.LoadBalancer loadBalancerClient,
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

    static void connect(String clusterOcid, String loadBalancerOcid) throws InterruptedException {
        // snippet: connect
        OciConnection oci = OciConnection.of(OciCredentials.ofConfigFile("~/.oci/config", "DEFAULT"));
        try (var containerEngine = oci.newContainerEngine();
                var loadBalancers = oci.newLoadBalancer();
                var kubernetes = new KubernetesClientBuilder().build()) {
            UpgradePlan plan = UpgradePlan.forCluster(
                            OkeCluster.of(containerEngine, clusterOcid), KubernetesWorkloads.of(kubernetes))
                    .withLoadBalancer(OciLoadBalancer.of(loadBalancers, loadBalancerOcid))
                    .toVersion("v1.32.1");
            try (Upgrade upgrade = plan.rollNodes()) {
                upgrade.await().nodes().forEach(System.out::println);
            }
        }
        // end
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

    static void inCluster(UpgradePlan plan, KubernetesClient kubernetes) throws InterruptedException {
        // snippet: own-pod
        UpgradePlan inPod = plan.withJournal(ConfigMapJournal.of(kubernetes, "kube-system", "evenkeel"))
                .withLock(LeaseLock.of(kubernetes, "kube-system", "evenkeel"))
                .withOwnPod(System.getenv("POD_NAMESPACE"), System.getenv("POD_NAME"));
        try (Upgrade upgrade = inPod.recover()) {
            upgrade.await();
        }
        // end
    }

    static UpgradePlan hops(UpgradePlan plan) {
        // snippet: control-plane-hops
        UpgradePlan inHops = plan.toVersion("v1.34.1").withControlPlaneHops();
        // end
        return inHops;
    }

    static UpgradePlan replacing(ManagedCluster cluster, Workloads workloads, LoadBalancer loadBalancer) {
        // snippet: replacing
        UpgradePlan plan = UpgradePlan.forCluster(cluster, workloads)
                .withLoadBalancer(loadBalancer)
                .replacing(NodeSelection.olderThan(Duration.ofDays(30)));
        // end
        return plan;
    }

    static void handleFailures(UpgradePlan plan) throws InterruptedException {
        // snippet: failures
        try (Upgrade upgrade = plan.recover()) {
            upgrade.await();
        } catch (RetryableRunException e) {
            System.out.println("try again later: " + e.getMessage());
        } catch (RunFailedException e) {
            System.out.println("an operator has to act: " + e.getMessage());
            e.failure().map(Failure::manualSteps).orElse(List.of()).forEach(System.out::println);
        }
        // end
    }

    static UpgradePlan events(UpgradePlan plan, KubernetesClient kubernetes) {
        // snippet: kubernetes-events
        UpgradePlan withEvents = plan.withListener(KubernetesEvents.of(kubernetes));
        // end
        return withEvents;
    }
}
