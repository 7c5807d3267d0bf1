package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.PlanScheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster whose nodes are no load balancer's backends. */
class WithoutLoadBalancerTest {
    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan plan = PlanScheduler.onScheduler(
            UpgradePlan.forCluster(world.cloud, world.kubernetes)
                    .withoutLoadBalancer()
                    .toVersion("v1.32.1"),
            new RealThreadsOnVirtualTime(world.scheduler, new ArrayList<>()));

    @Test
    void thePreviewWarnsThatNothingIsDrained() {
        Preview preview = plan.preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.warnings()).extracting(Finding::toString).anySatisfy(warning -> assertThat(warning)
                .contains("cluster", "no backend is drained", "withLoadBalancerInventory(...) looks for them"));
    }

    @Test
    void anInventoryShowsThatThereIsOneAfterAll() {
        UpgradePlan looking = plan.withLoadBalancerInventory(() -> List.of(world.balancer.describe()));

        assertThat(looking.preview().blockers()).singleElement().satisfies(blocker -> assertThat(blocker.toString())
                .contains("load balancer front (balancer)", "not in the plan"));
    }

    @Test
    void theNodesAreReplacedAndNoBalancerIsCalled() throws Exception {
        world.backends.clear();
        try (Upgrade upgrade = plan.rollNodes()) {
            UpgradeReport report = upgrade.await();

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.nodes()).hasSize(2);
            assertThat(world.log).noneMatch(call -> call.contains("backend"));
        }
    }
}
