package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.networkloadbalancer.model.LifecycleState;
import com.oracle.bmc.networkloadbalancer.requests.GetNetworkLoadBalancerRequest;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rolls behind a network load balancer that has trouble of its own kind. */
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
class NetworkLoadBalancerTest {
    private static Scene open() {
        return Scene.open(sandbox -> sandbox.exposure(Exposure.NLB));
    }

    private static LifecycleState lifecycle(Scene scene) {
        return scene.sandbox
                .networkLoadBalancer()
                .getNetworkLoadBalancer(GetNetworkLoadBalancerRequest.builder()
                        .networkLoadBalancerId(scene.sandbox.loadBalancerId())
                        .build())
                .getNetworkLoadBalancer()
                .getLifecycleState();
    }

    private static void rolls(Scene scene, UpgradeListener listener) throws InterruptedException {
        assertThat(scene.rolls(scene.plan().withListener(listener)).outcome())
                .isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(scene.versions()).hasSize(2).containsOnly("v1.32.1");
        scene.isOpen();
        assertThat(scene.backends())
                .hasSize(2)
                .extracting(BackendState::ipAddress)
                .doesNotContain("10.0.10.2", "10.0.10.3");
        assertThat(lifecycle(scene)).isEqualTo(LifecycleState.Active);
    }

    @Test
    void aBalancerThatIsFailedServesAndIsWarnedOfAndAChangeThatFailsIsMadeAgain() throws InterruptedException {
        try (Scene scene = open()) {
            scene.sandbox.oci().outsideChanges().loadBalancerLifecycle(scene.sandbox.loadBalancerId(), "FAILED");
            assertThat(scene.plan().preview().blockers()).isEmpty();
            assertThat(scene.plan().preview().warnings())
                    .extracting(Finding::toString)
                    .anyMatch(words -> words.contains("it goes on to serve"));
            for (OciOperation change : List.of(
                    OciOperation.UPDATE_NETWORK_BACKEND,
                    OciOperation.CREATE_NETWORK_BACKEND,
                    OciOperation.DELETE_NETWORK_BACKEND)) {
                scene.sandbox
                        .oci()
                        .faults()
                        .nextWorkRequest(change, WorkRequestFault.leavingBalancerFailed("an agent did not answer"));
            }

            rolls(scene, new UpgradeListener() {});
        }
    }

    @Test
    void aChangeOfAnotherClientIsWaitedFor() throws InterruptedException {
        try (Scene scene = open()) {
            List<String> inFlight = new CopyOnWriteArrayList<>();
            rolls(scene, new UpgradeListener() {
                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.DRAIN_BACKENDS.equals(event.step()) && inFlight.isEmpty()) {
                        inFlight.add(
                                scene.sandbox.oci().outsideChanges().startWorkRequest(scene.sandbox.loadBalancerId()));
                    }
                }

                @Override
                public void onWaiting(UpgradeEvent.Waiting event) {
                    if (event.waitingFor().contains("UPDATE_BACKENDSET")) {
                        inFlight.forEach(scene.sandbox.oci().outsideChanges()::endWorkRequest);
                    }
                }
            });
            assertThat(inFlight).hasSize(1);
        }
    }

    @Test
    void refusesToBeginWhileTheBalancerIsUpdating() {
        try (Scene scene = open()) {
            scene.sandbox.oci().outsideChanges().startWorkRequest(scene.sandbox.loadBalancerId());

            scene.refuses(scene.plan(), "UPDATE_BACKENDSET in flight");
        }
    }

    @Test
    void answersThatAreLostAndChangesThatCollideAreSettledByReading() throws InterruptedException {
        try (Scene scene = open()) {
            CallFault collision = CallFault.answer(
                    409, "Conflict", "Invalid State Transition of NLB lifeCycle state from Updating to Updating");
            for (OciOperation change : List.of(
                    OciOperation.UPDATE_NETWORK_BACKEND,
                    OciOperation.CREATE_NETWORK_BACKEND,
                    OciOperation.DELETE_NETWORK_BACKEND)) {
                scene.sandbox
                        .oci()
                        .faults()
                        .next(change, collision)
                        .next(change, CallFault.lostBeforeEffect())
                        .next(change, CallFault.lostAfterEffect());
            }

            rolls(scene, new UpgradeListener() {});
        }
    }

    @Test
    void aBackendWithANameOfItsOwnIsKnownByIt() throws InterruptedException {
        try (Scene scene = open()) {
            String balancer = scene.sandbox.loadBalancerId();
            String instance = scene.sandbox.oci().runningInstances().get(0).id();
            scene.sandbox.oci().outsideChanges().removeBackend(balancer, scene.sandbox.backendSet(), "10.0.10.2:30080");
            scene.sandbox
                    .oci()
                    .outsideChanges()
                    .backend(
                            balancer,
                            scene.sandbox.backendSet(),
                            new BackendState(
                                    "10.0.10.2",
                                    30080,
                                    7,
                                    0,
                                    false,
                                    false,
                                    false,
                                    instance + ":30080",
                                    Optional.of(instance)));

            rolls(scene, new UpgradeListener() {});

            assertThat(scene.backends()).extracting(BackendState::weight).containsExactlyInAnyOrder(7, 1);
        }
    }
}
