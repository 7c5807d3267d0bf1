package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service lists a replacement with an error, and goes on trying to make it. */
class NodeErrorTest {
    private final SmallWorld world = new SmallWorld(2);

    private UpgradeReport run() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    /** The first replacement is listed with an error for so long. */
    private void errorFor(Duration time, String code) {
        PoolNode placeholder = PoolNode.builder("no-name")
                .lifecycle(Lifecycle.CREATING)
                .fault(new NodeFault(code, "not just now"))
                .build();
        world.replacementsArrive = false;
        world.before.put("replace node", () -> {
            world.before.remove("replace node");
            world.later(40, () -> world.members.add(placeholder));
            world.later(40 + (int) time.toSeconds(), () -> {
                world.members.remove(placeholder);
                world.replacementsArrive = true;
                world.addNode(SmallWorld.NEW);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"LimitExceeded", "QuotaExceeded", "InternalServerError"})
    void anErrorThatPassesIsWaitedFor(String code) {
        errorFor(Duration.ofSeconds(90), code);

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void anErrorThatLastsEndsTheRunWithTheServicesWords() {
        errorFor(Duration.ofMinutes(9), "QuotaExceeded");

        assertThatThrownBy(this::run).hasMessageContainingAll("QuotaExceeded", "not just now");
    }

    @Test
    void aDeletionThatFailedForNoReasonGivenIsNotToldWithNull() {
        world.before.put("read work request", () -> world.operations.replaceAll((id, state) -> Operation.State.FAILED));
        world.before.put("replace node", () -> world.replacementsArrive = false);
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;

        assertThatThrownBy(this::run).hasMessageContaining("found FAILED").hasMessageNotContaining("null");
    }

    @Test
    void aDeletionThatFailedForWantOfAReplacementIsOverOnceThatIsThere() {
        errorFor(Duration.ofSeconds(90), "LimitExceeded");
        Set<String> earlier = new HashSet<>();
        List<String> failed = new ArrayList<>();
        Runnable error = Objects.requireNonNull(world.before.get("replace node"));
        world.before.put("replace node", () -> {
            earlier.addAll(world.operations.keySet());
            error.run();
        });
        world.before.put(
                "read work request",
                () -> world.operations.replaceAll((id, state) -> {
                    boolean fails = failed.isEmpty() && state == Operation.State.SUCCEEDED && !earlier.contains(id);
                    if (fails && !earlier.isEmpty()) {
                        failed.add(id);
                        return Operation.State.FAILED;
                    }
                    return state;
                }));

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(failed).hasSize(1);
    }
}
