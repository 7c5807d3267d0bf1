package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.evenkeel.Approval;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.PlannedGate;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Approvals by the handle, from another thread than the roll's. */
@Timeout(60)
class GateApprovalsTest {
    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new RealThreadsOnVirtualTime(world.scheduler, new CopyOnWriteArrayList<>()))
            .withJournal(world.journal);

    private static void awaitGate(Upgrade upgrade, String about) {
        while (!upgrade.snapshot().waitingFor().orElse("").startsWith(about + ": open gates")) {
            assertThat(upgrade.completion().toCompletableFuture()).isNotDone();
            assertThat(Thread.interrupted())
                    .as("timeout while waiting for " + about)
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void eachNodeWaitsForItsOwnApproval() throws Exception {
        try (Upgrade upgrade = plan.withGate(Approval.beforeEachNode("nodes")).rollNodes()) {
            awaitGate(upgrade, "node 10.0.10.1");
            assertThat(world.log).containsExactly("control plane", "pool");
            upgrade.approve("nodes", "ada");
            awaitGate(upgrade, "node 10.0.10.2");
            assertThat(world.log).noneMatch(line -> line.contains("10.0.10.2"));
            upgrade.approve("nodes", "grace");

            UpgradeReport report = upgrade.await();
            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.gates())
                    .extracting(GateRecord::about, GateRecord::approver)
                    .contains(
                            tuple("control plane", Optional.empty()),
                            tuple("node 10.0.10.1", Optional.of("ada")),
                            tuple("node 10.0.10.2", Optional.of("grace")));
        }
        assertThat(world.journal.read().entries().get("gate.nodes"))
                .contains("node%2B10.0.10.1")
                .contains("ada")
                .contains("grace");
    }

    @Test
    void oneApprovalIsForTheWholeRoll() throws Exception {
        try (Upgrade upgrade = plan.withGate(Approval.once("go")).rollNodes()) {
            awaitGate(upgrade, "control plane");
            assertThat(world.log).isEmpty();
            upgrade.approve("go", "ada");

            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aRecoveredRollKeepsTheApprovalOfTheWholeRoll() throws Exception {
        UpgradePlan gated = plan.withGate(Approval.once("go"));
        world.before.put("cordon", () -> {
            throw new SmallWorld.Crash();
        });
        try (Upgrade upgrade = gated.rollNodes()) {
            awaitGate(upgrade, "control plane");
            upgrade.approve("go", "ada");
            assertThatThrownBy(upgrade::await).isInstanceOf(SmallWorld.Crash.class);
        }
        world.before.clear();

        try (Upgrade upgrade = gated.recover()) {
            UpgradeReport report = upgrade.await();
            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.gates().get(0).approver()).contains("ada");
        }
    }

    @Test
    void anApprovalThatIsNotWaitedForIsRefused() {
        UpgradePlan gated = plan.withGate(Approval.beforeEachNode("nodes"))
                .withGate(Gate.of("closed", request -> GateDecision.waitFor("closed", Duration.ofMinutes(1))));
        try (Upgrade upgrade = gated.rollNodes()) {
            awaitGate(upgrade, "control plane");

            assertThatThrownBy(() -> upgrade.approve("nodes", "ada"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("gate nodes does not wait for an approval now");
            assertThatThrownBy(() -> upgrade.approve("closed", "ada"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("gate closed takes no approvals");
            assertThatThrownBy(() -> upgrade.approve("other", "ada"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the plan has no gate other; its gates are [nodes, closed]");
            assertThatThrownBy(() -> upgrade.approve("nodes", " ")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> upgrade.approve("hold", "ada")).isInstanceOf(IllegalArgumentException.class);

            upgrade.cancel();
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
            assertThatThrownBy(() -> upgrade.approve("nodes", "ada")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anApprovalHasTheGateAskedAtOnce() {
        Roll[] roll = new Roll[1];
        world.listeners = List.of(UpgradeListener.of(event -> {
            if (event instanceof UpgradeEvent.Waiting waiting
                    && waiting.waitingFor().contains("gate go")) {
                roll[0].approve("go", "ada");
            }
        }));
        world.gates = List.of(new PlannedGate("go", true, Approval.once("go")));
        roll[0] = new Roll(SessionOpening.anew(world.spec()));
        roll[0].prepare();

        UpgradeReport report = roll[0].run();

        assertThat(report.gates().get(0).approver()).contains("ada");
        assertThat(report.gates().get(0).waited()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSecondApprovalIsRefusedOnceTheFirstIsGiven() throws Exception {
        GateApprovals approvals = new GateApprovals();
        approvals.await("control plane", List.of("go"));
        approvals.give("go", "ada", world.scheduler.now());

        assertThatThrownBy(() -> approvals.give("go", "grace", world.scheduler.now()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(approvals.approver("go", "control plane")).contains("ada");
        assertThat(approvals.approver("go", "node 10.0.10.1")).isEmpty();
    }
}
