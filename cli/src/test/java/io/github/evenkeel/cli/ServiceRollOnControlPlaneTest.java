package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("control-plane")
@Timeout(300)
class ServiceRollOnControlPlaneTest {
    @Test
    void losesNoRequestAndTheAdaptersRoleIsEnough() throws InterruptedException {
        try (ServiceRoll roll = new ServiceRoll(SandboxBuilder::onControlPlane)) {
            long before = roll.scene.sandbox.controlPlane().audit().position();

            TrafficReport report = roll.completes(roll.plan());

            assertThat(report.failed()).as(report.toString()).isZero();
            assertThat(roll.scene
                            .sandbox
                            .controlPlane()
                            .audit()
                            .countsSince(before)
                            .keySet())
                    .filteredOn(request -> request.user().equals(Sandbox.USER))
                    .isNotEmpty()
                    .filteredOn(request -> !request.resource().equals("/metrics")) // metrics-role.yaml is optional
                    .noneMatch(request -> request.status() == 403);
        }
    }
}
