package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import io.github.evenkeel.testkit.nodes.PodBehaviour;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a roll is under way and does not stop it. */
@Order(3)
@Execution(ExecutionMode.CONCURRENT)
class RecoveryTest {
    @Test
    void anApiServerThatIsAwayForTenSeconds() throws InterruptedException {
        try (Scene scene = Scene.open();
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            UpgradeListener away = new UpgradeListener() {
                private int evictions;

                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.EVICT.equals(event.step()) && evictions++ == 0) {
                        scene.sandbox.kubernetesApi().faults().awayFor(Duration.ofSeconds(10));
                    }
                }
            };
            completes(
                    scene,
                    scene.rolls(scene.plan()
                            .withTiming(Scene.QUICK.withDrain(drain -> drain.withPods(Duration.ofSeconds(30))))
                            .withListener(away)));
            assertThat(traffic.stop().failed()).isZero();
        }
    }

    /** For longer than the lock is left without a renewal, and not for its whole term. */
    @ParameterizedTest
    @ValueSource(strings = {"EVICT", "DELETE_NODE"})
    void anApiServerThatIsAwayAndHoldsJournalAndLock(String step) throws InterruptedException {
        try (Scene scene = Scene.open();
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            UpgradeListener away = new UpgradeListener() {
                private int times;

                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (event.step().id().equals(step) && times++ == 0) {
                        scene.sandbox.kubernetesApi().faults().awayFor(Duration.ofSeconds(8));
                    }
                }
            };
            KubernetesClient administrator = scene.sandbox.administrator();
            completes(
                    scene,
                    scene.rolls(scene.plan()
                            .withJournal(ConfigMapJournal.of(administrator, "kube-system", "evenkeel"))
                            .withLock(LeaseLock.of(administrator, "kube-system", "evenkeel")
                                    .withTerm(Duration.ofSeconds(18)))
                            .withListener(away)));
            assertThat(traffic.stop().failed()).isZero();
        }
    }

    @Test
    void answersOfOciThatAreLostAfterTheirEffect() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            for (OciOperation operation : new OciOperation[] {
                OciOperation.UPDATE_CLUSTER,
                OciOperation.UPDATE_NODE_POOL,
                OciOperation.UPDATE_BACKEND,
                OciOperation.DELETE_NODE,
                OciOperation.CREATE_BACKEND,
                OciOperation.DELETE_BACKEND
            }) {
                scene.sandbox.oci().faults().next(operation, CallFault.lostAfterEffect());
            }
            completes(scene, scene.rolls(scene.probing()));
            assertThat(scene.sandbox.oci().runningInstances()).hasSize(2);
        }
    }

    @Test
    void refusalsOfOciThatPass() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            var faults = scene.sandbox.oci().faults();
            faults.next(
                    OciOperation.UPDATE_BACKEND,
                    CallFault.answer(429, "TooManyRequests", "too many requests")
                            .retryAfter(Duration.ofSeconds(1)));
            faults.next(OciOperation.UPDATE_BACKEND, CallFault.answer(412, "NoEtagMatch", "changed meanwhile"));
            faults.next(OciOperation.DELETE_NODE, CallFault.answer(409, "IncorrectState", "busy"));
            faults.next(OciOperation.UPDATE_CLUSTER, CallFault.answer(500, "InternalServerError", "out of order"));
            faults.next(OciOperation.GET_NODE_POOL, CallFault.answer(503, "ServiceUnavailable", "away"));
            faults.next(OciOperation.CREATE_BACKEND, CallFault.lostBeforeEffect());
            completes(scene, scene.rolls(scene.probing()));
        }
    }

    @Test
    void answersOfKubernetesThatAreLost() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            var faults = scene.sandbox.kubernetesApi().faults();
            faults.next("patch nodes", RequestFault.Lost.AFTER_EFFECT);
            faults.next("create pods/eviction", RequestFault.Lost.AFTER_EFFECT);
            faults.next("create pods/eviction", RequestFault.Lost.BEFORE_EFFECT);
            faults.next("list pods", RequestFault.refused(500, "InternalError", "etcd has no leader"));
            completes(scene, scene.rolls(scene.probing()));
        }
    }

    @Test
    void watchesThatBreak() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            UpgradeListener breaks = new UpgradeListener() {
                @Override
                public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                    scene.sandbox.kubernetesApi().faults().forgetHistory();
                    scene.sandbox.kubernetesApi().faults().breakWatches();
                }
            };
            completes(scene, scene.rolls(scene.probing().withListener(breaks)));
        }
    }

    @Test
    void aPodThatIgnoresItsSignalUntilItsGraceIsOver() throws InterruptedException {
        String slow = Scene.manifests()
                .replace(
                        "    spec:\n      containers:\n        - name: ingress",
                        "      annotations:\n        " + PodBehaviour.IGNORES_SIGTERM + ": \"true\"\n"
                                + "    spec:\n      terminationGracePeriodSeconds: 2\n      containers:\n"
                                + "        - name: ingress");
        try (Scene scene = Scene.open(sandbox -> sandbox.manifests(slow))) {
            UpgradeReport report = scene.rolls(scene.probing());
            completes(scene, report);
        }
    }

    private static void completes(Scene scene, UpgradeReport report) {
        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(scene.versions()).containsExactly("v1.32.1", "v1.32.1");
        assertThat(scene.backends()).hasSize(2).noneMatch(backend -> backend.drain());
        assertThat(scene.cordoned()).isEmpty();
    }
}
