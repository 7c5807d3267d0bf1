package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.PoolNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run ended half way through a node, and a user has deleted the machine since. */
class TakenAwayNodeTest {
    private static final String FIRST = "10.0.10.1:80";

    private final SmallWorld world = new SmallWorld(3);

    private UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private UpgradeReport resume() {
        return run(SessionOpening.toGoOn(world.spec()));
    }

    private RunFailedException fail() {
        return catchThrowableOfType(RunFailedException.class, this::resume);
    }

    private List<String> journalled() {
        return world.journal.read().entries().keySet().stream()
                .filter(key -> key.startsWith("node."))
                .toList();
    }

    @BeforeEach
    void theMachineIsDeletedAndThePoolMadeSmaller() {
        world.before.put("evict", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        world.replacementsArrive = false;
        world.size = 2;
        world.remove("instance-1");
        world.scheduler.sleep(Duration.ofMinutes(1));
        world.call("time catches up");
        world.replacementsArrive = true;
        assertThat(journalled()).containsExactly("node.10.0.10.1");
    }

    @Test
    void itsBackendsAreForAPersonToTakeOut() {
        assertThat(fail().failure().orElseThrow().manualSteps())
                .singleElement()
                .asString()
                .contains(FIRST, "another client has deleted its node 10.0.10.1");

        assertThat(journalled()).containsExactly("node.10.0.10.1");
    }

    @Test
    void onceTheyAreOutTheRestIsRolled() {
        fail();
        world.backends.remove(FIRST);

        UpgradeReport report = resume();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.nodes()).hasSize(2);
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("node 10.0.10.1", "deleted by another client", "backend " + FIRST));
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.allServe()).isTrue();
        assertThat(journalled()).isEmpty();
    }

    @Test
    void aMachineThatIsStillInThePoolIsNotForgotten() {
        world.backends.remove(FIRST);
        world.members.add(PoolNode.builder("10.0.10.1")
                .instanceId("instance-1")
                .version(SmallWorld.OLD)
                .privateIp("10.0.10.1")
                .availabilityDomain("AD-1")
                .lifecycle(Lifecycle.DELETING)
                .build());

        assertThat(fail().failure().orElseThrow().actual()).contains("no such node");
    }
}
