package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole upgrade where API server, budgets, scheduler and controllers are Kubernetes' own. */
@Tag("control-plane")
@Timeout(300)
class ControlPlaneRollTest {
    @Test
    void losesNoRequest(@TempDir Path files) throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path report = files.resolve("roll.json");
        int exit = new RollCommand(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(List.of("--control-plane", "--report", report.toString()));

        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("nodes")).hasSize(3);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(2_000);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("kubernetesCalls").path("create pods/eviction").asLong())
                .isPositive();
    }

    @Test
    void theAdaptersRoleIsEnough() throws InterruptedException {
        try (Scene scene = Scene.open(SandboxBuilder::onControlPlane);
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            long before = scene.sandbox.controlPlane().audit().position();

            assertThat(scene.rolls(scene.probing()).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

            assertThat(traffic.stop().failed()).isZero();
            assertThat(scene.versions()).containsOnly("v1.32.1");
            scene.isOpen();
            assertThat(scene.sandbox.controlPlane().audit().countsSince(before).keySet())
                    .filteredOn(request -> request.user().equals(Sandbox.USER))
                    .isNotEmpty()
                    .noneMatch(request -> request.status() == 403);
        }
    }

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
                    if (event.step() == Step.EVICT && evictions++ == 0) {
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
                    .journalledIn(ConfigMapJournal.of(administrator, "kube-system", "evenkeel"))
                    .guardedBy(LeaseLock.of(administrator, "kube-system", "evenkeel"))
                    .onEvents(restarts));

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
                    Serving.java(RollRealCluster.class, "-Xmx128m", "--to", "v1.32.1", "--quick"));

            assertThat(printed).contains("COMPLETED", "10.0.10.2", "replaced");
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }
}
