package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Finding;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behind a Service of type LoadBalancer, where a controller keeps the backend sets. */
@Timeout(180)
class ServiceRollTest {
    @Test
    void losesNoRequest() throws InterruptedException {
        try (ServiceRoll roll = new ServiceRoll(UnaryOperator.identity())) {
            TrafficReport report = roll.completes(roll.plan());

            assertThat(report.failed()).as(report.toString()).isZero();
        }
    }

    @Test
    void aServiceThatIsLeftOutLosesRequestsAndThePreviewWarnsOfThat() throws InterruptedException {
        try (ServiceRoll roll = new ServiceRoll(UnaryOperator.identity())) {
            UpgradePlan plan = roll.planWithoutService();
            assertThat(plan.preview().warnings())
                    .map(Finding::object)
                    .contains("Service default/"
                            + roll.scene.sandbox.service().getMetadata().getName());

            TrafficReport report = roll.completes(plan);

            assertThat(report.failed()).as(report.toString()).isPositive();
        }
    }
}
