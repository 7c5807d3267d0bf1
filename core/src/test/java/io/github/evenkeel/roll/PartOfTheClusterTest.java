package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Upgrades of the control plane alone, and of the nodes alone. */
class PartOfTheClusterTest {
    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan whole = PlanScheduler.onScheduler(
            UpgradePlan.forCluster(world.cloud, world.kubernetes).withLoadBalancer(world.balancer), world.scheduler);
    private final UpgradePlan plan = whole.toVersion("v1.32.1");

    private static UpgradeReport roll(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        }
    }

    private static List<String> blockers(UpgradePlan plan) {
        return plan.preview().blockers().stream().map(Finding::toString).toList();
    }

    private static List<Step> steps(UpgradeReport report) {
        return report.preparation().stream().map(StepRecord::step).toList();
    }

    @Test
    void theControlPlaneAloneLeavesPoolsAndNodesAsTheyAre() throws Exception {
        UpgradePlan alone = plan.withControlPlaneOnly();

        assertThat(alone.preview().steps())
                .extracting(PlannedStep::step)
                .containsExactly(Step.UPGRADE_CONTROL_PLANE, Step.VERIFY);
        UpgradeReport report = roll(alone);

        assertThat(steps(report)).containsExactly(Step.PREPARE, Step.UPGRADE_CONTROL_PLANE, Step.VERIFY);
        assertThat(report.nodes()).isEmpty();
        assertThat(world.controlPlane).isEqualTo(SmallWorld.NEW);
        assertThat(world.poolVersion).isEqualTo(SmallWorld.OLD);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.OLD));
        assertThat(world.log).noneMatch(line -> line.startsWith("delete") || line.equals("pool"));
    }

    @Test
    void theControlPlaneAloneNeedsAVersion() {
        assertThat(blockers(whole.withControlPlaneOnly()))
                .singleElement()
                .asString()
                .contains("control plane only", "no version", "toVersion(...)");
    }

    @Test
    void theNodesAloneFollowTheControlPlane() throws Exception {
        world.controlPlane = SmallWorld.NEW;

        UpgradeReport report = roll(plan.withNodesOnly());

        assertThat(steps(report)).doesNotContain(Step.UPGRADE_CONTROL_PLANE);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
    }

    @Test
    void theNodesAloneMayStayBehindTheControlPlane() throws Exception {
        world.controlPlane = KubernetesVersion.parse("v1.33.1");

        roll(plan.withNodesOnly());

        assertThat(world.controlPlane).isEqualTo(KubernetesVersion.parse("v1.33.1"));
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
    }

    @Test
    void theNodesAloneAreNeverNewerThanTheControlPlane() {
        assertThat(blockers(plan.withNodesOnly()))
                .singleElement()
                .asString()
                .contains("a control plane at v1.31.1", "not newer than the control plane", "withNodesOnly()");
    }

    @Test
    void theLatterOfTwoPartsCounts() throws Exception {
        roll(plan.withNodesOnly().withControlPlaneOnly());

        assertThat(world.controlPlane).isEqualTo(SmallWorld.NEW);
        assertThat(world.poolVersion).isEqualTo(SmallWorld.OLD);
    }

    @Test
    void aPlanOfAnotherPartDoesNotRecover() throws Exception {
        Journal journal = new MemoryJournal();
        UpgradePlan alone = plan.withControlPlaneOnly().withJournal(journal);
        world.crashAt(60);
        RunSession session = SessionOpening.anew(world.spec(journal));
        assertThat(catchThrowableOfType(SmallWorld.Crash.class, () -> run(session)))
                .isNotNull();
        world.crashAt(Integer.MAX_VALUE);

        PlanRefusedException refused = catchThrowableOfType(PlanRefusedException.class, () -> {
            try (Upgrade upgrade = alone.recover()) {
                upgrade.await();
            }
        });

        assertThat(Objects.requireNonNull(refused).blockers().toString())
                .contains("target 'v1.32.1 control plane only' instead of 'v1.32.1'");
    }

    private static void run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        roll.run();
    }
}
