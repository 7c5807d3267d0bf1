package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.PlanScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that never answers, and whose client heeds no interrupt: every wait of the handle still ends. */
@Execution(ExecutionMode.CONCURRENT)
class HangingPortsTest {
    private final SmallWorld world = new SmallWorld(2);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch atEnd = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new RealThreadsOnVirtualTime(world.scheduler, new ArrayList<>()))
            .withTiming(Timing.defaults().withCalls(calls -> calls.withRequest(Duration.ofMillis(100))
                    .withPatience(Duration.ofSeconds(10))));

    @AfterEach
    void letGo() {
        atEnd.countDown();
    }

    /** From the first change on, this operation never answers. */
    private void hang(String operation) {
        world.before.put("upgrade control plane", () -> begun.set(true));
        world.before.put(operation, () -> {
            begun.compareAndSet(false, operation.equals("upgrade control plane"));
            if (begun.get()) {
                asked.countDown();
                hang();
            }
        });
    }

    private void hang() {
        boolean over = false;
        while (!over) {
            try {
                atEnd.await();
                over = true;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
        throw SmallWorld.lost("much too late");
    }

    @Test
    void aRollIsNotBegunThoughItsInventoryNeverAnswers() {
        UpgradePlan looking = plan.withLoadBalancerInventory(() -> {
            hang();
            return List.of();
        });
        try (Upgrade upgrade = looking.rollNodes()) {
            assertThatThrownBy(() -> upgrade.await(Duration.ofMinutes(2)))
                    .isInstanceOf(EvenkeelException.class)
                    .hasMessageContaining("loadBalancers of");
        }
        assertThat(world.allServe()).isTrue();
        assertThat(world.controlPlane).isEqualTo(SmallWorld.OLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade control plane",
                "describe cluster",
                "read pool",
                "update pool",
                "read operation",
                "describe balancer",
                "read unwell",
                "read health",
                "read node",
                "cordon",
                "follow",
                "evict",
                "replace node",
                "find node"
            })
    void aRollEndsThoughAnOperationNeverAnswers(String operation) {
        hang(operation);
        try (Upgrade upgrade = plan.rollNodes()) {
            assertThatThrownBy(() -> upgrade.await(Duration.ofMinutes(2))).isInstanceOf(EvenkeelException.class);
            assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe balancer", "evict", "replace node"})
    void closeEndsThoughAnOperationNeverAnswers(String operation) throws InterruptedException {
        hang(operation);
        Upgrade upgrade = plan.rollNodes();
        asked.await();

        upgrade.close();

        assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
    }

    @Test
    void theTimeOfARollIsOverThoughAnOperationNeverAnswers() {
        hang("evict");
        try (Upgrade upgrade = plan.withTimeout(Duration.ofMinutes(3)).rollNodes()) {
            assertThatThrownBy(() -> upgrade.await(Duration.ofMinutes(2))).isInstanceOf(EvenkeelException.class);
        }
        assertThat(world.allServe()).isTrue();
    }
}
