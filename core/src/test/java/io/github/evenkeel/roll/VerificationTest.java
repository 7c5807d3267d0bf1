package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Condition;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** At the end the nodes that were made are looked at once more, all of them together. */
class VerificationTest {
    private final SmallWorld world = new SmallWorld(2);
    private int looks;

    /** From when the last one is replaced, each look finds the next of these instead of two ready nodes. */
    private void thenShow(List<List<Condition>> readiness) {
        world.before.put("read nodes", () -> {
            if (world.members.stream().map(PoolNode::version).allMatch(Optional.of(SmallWorld.NEW)::equals)) {
                List<Condition> now = readiness.get(Math.min(looks++, readiness.size() - 1));
                show(0, now.get(0), Cordon.NONE);
                show(1, now.get(1), Cordon.NONE);
            }
        });
    }

    private ClusterNode made(int member) {
        String instance = world.members.get(member).instanceId().orElseThrow();
        return world.nodes.values().stream()
                .filter(one -> one.hasInstance(instance))
                .findFirst()
                .orElseThrow();
    }

    private void show(int member, Condition ready, Cordon cordon) {
        ClusterNode node = made(member);
        world.nodes.put(
                node.name(),
                node.toBuilder()
                        .conditions(Map.of("Ready", ready))
                        .cordon(cordon)
                        .build());
    }

    private UpgradeReport run() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    @Test
    void nodesThatAreReadyInTurnAreNotAllReady() {
        thenShow(List.of(
                List.of(Condition.TRUE, Condition.FALSE),
                List.of(Condition.FALSE, Condition.TRUE),
                List.of(Condition.TRUE, Condition.TRUE)));

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void theOneThatIsNotReadyIsNamed() {
        thenShow(List.of(List.of(Condition.TRUE, Condition.FALSE)));

        Failure failure = catchThrowableOfType(EvenkeelException.class, this::run)
                .failure()
                .orElseThrow();

        assertThat(failure.step()).isEqualTo(Step.VERIFY);
        assertThat(failure.actual()).contains(made(1).name(), "Ready=FALSE").doesNotContain(made(0).name());
    }

    @Test
    void aBackendOfAReplacedNodeThatIsBackAtTheEndIsNamed() {
        world.before.put("read nodes", () -> {
            if (world.members.stream().map(PoolNode::version).allMatch(Optional.of(SmallWorld.NEW)::equals)) {
                world.backends.put(
                        "10.0.10.1:80",
                        Backend.builder("10.0.10.1", 80).weight(3).build());
            }
        });

        Failure failure = catchThrowableOfType(EvenkeelException.class, this::run)
                .failure()
                .orElseThrow();

        assertThat(failure.step()).isEqualTo(Step.VERIFY);
        assertThat(failure.object()).contains("backend set web of load balancer balancer");
        assertThat(failure.actual()).isEqualTo("[10.0.10.1:80]");
    }

    @Test
    void oneThatAnotherClientHasCordonedMeanwhileIsNamed() {
        world.before.put("read nodes", () -> {
            if (world.members.stream().map(PoolNode::version).allMatch(Optional.of(SmallWorld.NEW)::equals)) {
                show(1, Condition.TRUE, Cordon.UNMARKED);
            }
        });

        Failure failure = catchThrowableOfType(EvenkeelException.class, this::run)
                .failure()
                .orElseThrow();

        assertThat(failure.object()).isEqualTo("node " + made(1).name());
        assertThat(failure.actual()).isEqualTo("cordoned");
    }
}
