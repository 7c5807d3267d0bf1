package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rolls that do not upgrade, on real protocols and under traffic. */
class ReplacingAndRollingBackTest {
    private static Set<String> instances(Scene scene) {
        return scene.sandbox.oci().runningInstances().stream().map(Instance::id).collect(Collectors.toSet());
    }

    private static void losesNothing(Scene scene, UpgradePlan plan, int nodes) throws InterruptedException {
        try (Traffic traffic = scene.sandbox.startTraffic(50)) {
            UpgradeReport report = scene.rolls(plan);

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.nodes()).hasSize(nodes);
            TrafficReport requests = traffic.stop();
            assertThat(requests.failed()).as(requests.toString()).isZero();
        }
        scene.isOpen();
    }

    @Test
    void replacesOldNodesAtTheirVersionOnce() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            Set<String> before = instances(scene);
            UpgradePlan plan = scene.planWithoutVersion().replacing(NodeSelection.olderThan(Duration.ofSeconds(3)));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> plan.preview().rollout().waves().size() == 1
                            && plan.preview().rollout().waves().get(0).nodes().size() == 2);

            losesNothing(scene, plan, 2);

            assertThat(instances(scene)).hasSize(2).doesNotContainAnyElementsOf(before);
            assertThat(scene.versions()).containsOnly("v1.31.1");
            assertThat(scene.changes()).noneMatch(call -> call.startsWith("Update") && call.contains("Pool"));
        }
    }

    @Test
    void takesPoolsBackAfterAnUpgrade() throws InterruptedException {
        try (Scene scene = Scene.open()) {
            scene.rolls(scene.plan());
            assertThat(scene.versions()).isEqualTo(List.of("v1.32.1", "v1.32.1"));

            losesNothing(scene, scene.planWithoutVersion().rollingBackTo("v1.31.1"), 2);

            assertThat(scene.versions()).isEqualTo(List.of("v1.31.1", "v1.31.1"));
            scene.sandbox.resetCalls();
            scene.refuses(scene.planWithoutVersion().rollingBackTo("v1.31.1"), "at this version, and no newer node");
            UpgradePlan upgradeToOlder = scene.planTo("v1.31.1");
            assertThat(upgradeToOlder.preview().blockers())
                    .anySatisfy(blocker -> assertThat(blocker.toString()).contains("rollingBackTo(...)"));
        }
    }

    @Test
    void refusesAVersionThatIsNoWayBack() {
        try (Scene scene = Scene.open()) {
            scene.refuses(
                    scene.planWithoutVersion().rollingBackTo("v1.32.1"), "node pool workers", "newer than v1.32.1");
            scene.refuses(scene.planWithoutVersion().rollingBackTo("v1.31.1"), "all pools of the plan at this version");
            scene.refuses(scene.planWithoutVersion().rollingBackTo("v1.31.0"), "versions on offer for nodes: ");
            scene.refuses(scene.planWithoutVersion().rollingBackTo("v1.27.1"), "3 minor versions");
        }
    }
}
