package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.requests.DeleteNodeRequest;
import com.oracle.bmc.containerengine.requests.GetNodePoolOptionsRequest;
import io.github.evenkeel.Finding;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.LaunchFault;
import io.github.evenkeel.testkit.oci.NodePoolSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools that are not as a plain one is: where they lie, what their machines have, what the service does with them. */
@Timeout(180)
class PoolsOfAllKindsTest {
    @Test
    void nodesAreDrainedAtTheAddressThatTheBalancerKnowsThemBy() throws InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.pool(NodePoolSpec::secondInterfaces));
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            UpgradeReport report = scene.rolls(scene.probing());

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(scene.backends())
                    .hasSize(2)
                    .extracting(BackendState::ipAddress)
                    .containsExactlyInAnyOrderElementsOf(scene.sandbox.oci().runningInstances().stream()
                            .map(Instance::nodeIp)
                            .toList());
            TrafficReport requests = traffic.stop();
            assertThat(requests.failed()).as(requests.toString()).isZero();
        }
    }

    @Test
    void aPoolInAnotherCompartmentIsRolledIfItIsNamedAndElseStandsInTheWay() throws InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(
                oci -> oci.nodePool(NodePoolSpec.named("far").size(1).inAnotherCompartment())))) {
            String far = scene.sandbox.oci().nodePoolIds().get(1);
            scene.refuses(scene.plan(), "node pool " + far, "withNodePools");

            UpgradeReport report = scene.rolls(
                    scene.plan().withNodePools(scene.sandbox.oci().nodePoolIds().get(0), far));

            assertThat(report.nodes()).hasSize(3);
            assertThat(scene.versions()).containsOnly("v1.32.1");
        }
    }

    @Test
    void nodeCyclingThatIsOnIsSwitchedOffIfThePlanSaysSoAndElseStandsInTheWay() throws InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.pool(NodePoolSpec::nodeCycling))) {
            scene.refuses(scene.plan(), "node pool workers", "node cycling on", "withoutNodeCycling");

            UpgradeReport report = scene.rolls(scene.plan().withoutNodeCycling());

            assertThat(report.nodes()).hasSize(2);
            assertThat(scene.sandbox.oci().runningInstances()).hasSize(2);
        }
    }

    @Test
    void aNodeThatIsMadeAfterAnErrorIsWaitedFor() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            scene.sandbox
                    .oci()
                    .faults()
                    .nextLaunch(LaunchFault.madeLate("InternalServerError", "not just now", Duration.ofMillis(800)));

            assertThat(scene.rolls(scene.plan()).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aBalancerWithAChangeInFlightStandsInTheWay() {
        try (Scene scene = Scene.open()) {
            String id = scene.sandbox.oci().outsideChanges().startWorkRequest(scene.sandbox.loadBalancerId());
            scene.refuses(scene.plan(), "load balancer", "in flight", id);
        }
    }

    @Test
    void aDeletionThatFailedAndThatTheUpdateWouldCarryOutStandsInTheWay() {
        try (Scene scene = Scene.open()) {
            OciEmulator oci = scene.sandbox.oci();
            oci.faults().nextWorkRequest(OciOperation.DELETE_NODE, WorkRequestFault.failed("no luck"));
            String failed = scene.sandbox
                    .containerEngine()
                    .deleteNode(DeleteNodeRequest.builder()
                            .nodePoolId(scene.sandbox.nodePoolId())
                            .nodeId(oci.runningInstances().get(0).id())
                            .isDecrementSize(false)
                            .build())
                    .getOpcWorkRequestId();
            await().until(() -> scene.plan().preview().blockers().stream()
                    .map(Finding::toString)
                    .anyMatch(blocker -> blocker.contains("deletion of a node that failed (operation " + failed)
                            && blocker.contains("no luck")));
        }
    }

    private static String image(Scene scene, String part) {
        return scene
                .sandbox
                .containerEngine()
                .getNodePoolOptions(GetNodePoolOptionsRequest.builder()
                        .nodePoolOptionId("all")
                        .build())
                .getNodePoolOptions()
                .getSources()
                .stream()
                .map(NodeSourceViaImageOption.class::cast)
                .filter(source -> source.getSourceName().contains(part))
                .findFirst()
                .orElseThrow()
                .getImageId();
    }

    @Test
    void aPoolOnAnImageOfItsOwnGoesToTheOneThatThePlanNames() throws InterruptedException {
        String custom = "Oracle-Linux-8.10-2025.09.16-0";
        try (Scene scene = Scene.open(sandbox -> sandbox.pool(pool -> pool.image(custom)))) {
            String pool = scene.sandbox.nodePoolId();
            scene.refuses(scene.plan(), "node pool workers", "no image", "withNodeImage");
            scene.refuses(scene.plan().withNodeImage(pool, image(scene, "-OKE-1.31.1")), "OKE-1.31.1", "need v1.32.1");

            UpgradeReport report = scene.rolls(scene.plan().withNodeImage(pool, image(scene, "-OKE-1.32.1")));

            assertThat(report.nodes()).hasSize(2);
            assertThat(scene.versions()).containsOnly("v1.32.1");
        }
    }
}
