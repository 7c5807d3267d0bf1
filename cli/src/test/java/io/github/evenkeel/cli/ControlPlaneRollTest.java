package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole upgrade where API server, budgets, scheduler and controllers are Kubernetes' own. */
@Tag("control-plane")
@Timeout(300)
class ControlPlaneRollTest {
    @Test
    void losesNoRequest(@TempDir Path files) throws IOException {
        Printed printed = new Printed();
        Path report = files.resolve("roll.json");
        int exit = printed.run("sandbox", "roll", "--control-plane", "--report", report.toString());

        assertThat(exit).as(printed.out() + printed.err()).isZero();
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
                    .filteredOn(request -> !request.resource().equals("/metrics")) // metrics-role.yaml is optional
                    .noneMatch(request -> request.status() == 403);
        }
    }
}
