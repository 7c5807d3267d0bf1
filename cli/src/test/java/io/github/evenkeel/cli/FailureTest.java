package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.nodes.NodeTrouble;
import io.github.evenkeel.testkit.nodes.PodBehaviour;
import io.github.evenkeel.testkit.oci.LaunchFault;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import org.junit.jupiter.api.Test;

/** What goes wrong while a roll is under way, where it stops, and what it leaves behind. */
class FailureTest {
    @Test
    void aPodThatStaysLeadsToARestoredNode() {
        String stubborn = Scene.manifests()
                .replace(
                        "metadata:\n      labels:\n        app: ingress\n    spec:\n",
                        "metadata:\n      labels:\n        app: ingress\n      annotations:\n        "
                                + PodBehaviour.NEVER_GONE + ": \"true\"\n    spec:\n"
                                + "      terminationGracePeriodSeconds: 1\n");
        try (Scene scene = Scene.open(sandbox -> sandbox.manifests(stubborn))) {
            Failure failure = failure(scene, Step.EVICT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.EVICT);
            assertThat(failure.object()).contains("10.0.10.2");
            assertThat(failure.actual()).contains("default/ingress-");
            assertThat(failure.rolledBack()).isNotEmpty();
            scene.isOpen();
            assertThat(scene.sandbox.ociCalls()).doesNotContainKey("DeleteNode");
        }
    }

    @Test
    void noCapacityForTheReplacement() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.oci().faults().nextLaunch(LaunchFault.noCapacity());
            Failure failure = failure(scene, Step.AWAIT_REPLACEMENT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_REPLACEMENT);
            assertThat(failure.actual()).containsIgnoringCase("capacity");
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void aReplacementThatNeverJoins() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.machines().troubleNextLaunched(NodeTrouble.NEVER_JOINS);
            Failure failure = failure(scene, Step.AWAIT_REPLACEMENT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_REPLACEMENT);
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void aReplacementAtTheWrongVersion() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.oci().faults().nextLaunch(LaunchFault.wrongVersion("v1.31.1"));
            Failure failure = failure(scene, Step.AWAIT_REPLACEMENT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_REPLACEMENT);
            assertThat(failure.expected()).contains("v1.32.1");
            assertThat(failure.actual()).contains("v1.31.1");
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void aReplacementThatIsNotReady() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.machines().troubleNextLaunched(NodeTrouble.NOT_READY);
            Failure failure = failure(scene, Step.AWAIT_REPLACEMENT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_REPLACEMENT);
            assertThat(failure.actual()).contains("not Ready");
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void daemonPodsOfTheReplacementThatAreNotReady() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.machines().troubleNextLaunched(NodeTrouble.DAEMON_PODS_NOT_READY);
            Failure failure = failure(scene, Step.AWAIT_REPLACEMENT, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_REPLACEMENT);
            assertThat(failure.actual()).contains("kube-proxy");
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void aBackendThatNeverGetsHealthy() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.machines().troubleNextLaunched(NodeTrouble.PORTS_CLOSED);
            Failure failure = failure(scene, Step.AWAIT_HEALTH, RunFailedException.class);
            assertThat(failure.step()).isEqualTo(Step.AWAIT_HEALTH);
            assertThat(failure.object()).contains("backend 10.0.10.4:30080 of backend set ingress");
            assertThat(failure.actual()).contains("CRITICAL");
            stoppedBeforeTheNextNode(scene, failure);
        }
    }

    @Test
    void aControlPlaneWorkRequestThatFails() {
        try (Scene scene = Scene.open()) {
            scene.sandbox
                    .oci()
                    .faults()
                    .nextWorkRequest(OciOperation.UPDATE_CLUSTER, WorkRequestFault.failed("etcd is not well"));
            Failure failure = failure(scene, Step.UPGRADE_CONTROL_PLANE, EvenkeelException.class);
            assertThat(failure.step()).isEqualTo(Step.UPGRADE_CONTROL_PLANE);
            assertThat(failure.actual()).contains("FAILED");
            assertThat(failure.requestId()).isPresent();
            scene.isOpen();
            assertThat(scene.versions()).containsOnly("v1.31.1");
        }
    }

    @Test
    void aNodeDeletionWhoseWorkRequestFails() {
        try (Scene scene = Scene.open()) {
            scene.sandbox
                    .oci()
                    .faults()
                    .nextWorkRequest(OciOperation.DELETE_NODE, WorkRequestFault.failed("the instance is protected"));
            Failure failure = failure(scene, Step.DELETE_NODE, EvenkeelException.class);
            assertThat(failure.step()).isIn(Step.DELETE_NODE, Step.AWAIT_REPLACEMENT);
            assertThat(failure.actual()).contains("FAILED");
            assertThat(failure.manualSteps()).isNotEmpty();
        }
    }

    @Test
    void aPermissionThatIsTakenAwayMeanwhile() {
        try (Scene scene = Scene.open()) {
            UpgradeListener takesAway = new UpgradeListener() {
                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.EVICT.equals(event.step())) {
                        scene.sandbox.kubernetesApi().withhold(Sandbox.USER, "create", "pods/eviction");
                    }
                }
            };
            EvenkeelException stopped = scene.stops(scene.plan().withListener(takesAway), EvenkeelException.class);
            assertThat(stopped).hasMessageContainingAll("403", "pods");
            scene.isOpen();
        }
    }

    private static Failure failure(Scene scene, Step at, Class<? extends EvenkeelException> how) {
        EvenkeelException stopped = scene.stops(scene.probing().withTiming(Scene.impatientAt(at)), how);
        return stopped.failure().orElseThrow();
    }

    /** The node that has gone can't be put back; the other one was never touched. */
    private static void stoppedBeforeTheNextNode(Scene scene, Failure failure) {
        assertThat(failure.manualSteps()).isNotEmpty();
        assertThat(scene.sandbox.ociCalls()).containsEntry("DeleteNode", 1L);
        // Its Node is taken away some time after its machine.
        await().untilAsserted(() -> assertThat(scene.cordoned()).isEmpty());
        assertThat(scene.backends())
                .filteredOn(backend -> backend.ipAddress().equals("10.0.10.3"))
                .singleElement()
                .matches(backend -> !backend.drain());
    }
}
