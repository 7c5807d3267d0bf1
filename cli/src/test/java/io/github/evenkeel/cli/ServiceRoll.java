package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.util.function.UnaryOperator;

/** A roll of two nodes behind a Service of type LoadBalancer, with the adapter's own role and nothing else. */
final class ServiceRoll implements AutoCloseable {
    final Scene scene;

    ServiceRoll(UnaryOperator<SandboxBuilder> description) {
        scene = Scene.open(sandbox -> description.apply(sandbox.exposure(Exposure.SERVICE)));
    }

    /** Names no load balancer. */
    UpgradePlan plan() {
        OkeCluster cluster = OkeCluster.of(scene.sandbox.containerEngine(), scene.sandbox.clusterId());
        return UpgradePlan.forCluster(cluster, KubernetesWorkloads.of(scene.sandbox.kubernetes()))
                .withServiceLoadBalancers(OciServiceLoadBalancers.of(scene.sandbox.loadBalancer(), cluster))
                .withTiming(Scene.QUICK)
                .toVersion("v1.32.1");
    }

    /** The same, without the only Service. */
    UpgradePlan planWithoutService() {
        return plan().withoutService(
                        scene.sandbox.service().getMetadata().getNamespace(),
                        scene.sandbox.service().getMetadata().getName());
    }

    /** Rolls under traffic and expects that it completes, with each node in the load balancer and none of its label. */
    TrafficReport completes(UpgradePlan plan) throws InterruptedException {
        try (Traffic traffic = scene.sandbox.startTraffic(50)) {
            assertThat(scene.rolls(plan).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            TrafficReport report = traffic.stop();
            assertThat(scene.versions()).hasSize(2).containsOnly("v1.32.1");
            assertThat(scene.backends()).hasSize(2).noneMatch(BackendState::drain);
            assertThat(scene.sandbox.administrator().nodes().list().getItems())
                    .noneMatch(node -> node.getMetadata().getLabels().containsKey(BalancerExclusion.LABEL));
            return report;
        }
    }

    @Override
    public void close() {
        scene.close();
    }
}
