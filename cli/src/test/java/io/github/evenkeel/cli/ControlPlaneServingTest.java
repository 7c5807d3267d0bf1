package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Longer stories on a real control plane: its API server is killed, and other programs use it. */
@Tag("control-plane")
@Timeout(300)
class ControlPlaneServingTest {
    @Test
    void outlastsTheApiServerThatHoldsItsJournalAndItsLock() throws InterruptedException {
        try (Scene scene = Scene.open(SandboxBuilder::onControlPlane);
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            ControlPlane controlPlane = scene.sandbox.controlPlane();
            UpgradeListener restarts = new UpgradeListener() {
                private int evictions;
                private int retries;

                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.EVICT.equals(event.step()) && evictions++ == 0) {
                        controlPlane.killApiServer();
                    }
                }

                @Override
                public void onRetrying(UpgradeEvent.Retrying event) {
                    if (evictions > 0 && retries++ == 0) {
                        controlPlane.startApiServer();
                    }
                }
            };
            KubernetesClient administrator = scene.sandbox.administrator();

            UpgradeReport report = scene.rolls(scene.plan()
                    .withJournal(ConfigMapJournal.of(administrator, "kube-system", "evenkeel"))
                    .withLock(LeaseLock.of(administrator, "kube-system", "evenkeel"))
                    .withListener(restarts));

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(traffic.stop().failed()).isZero();
            assertThat(scene.versions()).containsOnly("v1.32.1");
            scene.isOpen();
        }
    }

    @Test
    void isServedToOtherProgramsToo(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--control-plane")) {
            String printed = serving.run(
                    files.resolve("errors.txt"),
                    Serving.java(Main.class, "-Xmx128m", "roll", "--to", "v1.32.1", "--quick"));

            assertThat(printed).contains("COMPLETED", "10.0.10.2", "replaced");
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }
}
