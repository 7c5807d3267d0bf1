package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollTest {
    private final SmallWorld world = new SmallWorld(3);
    private final RunSession session = SessionOpening.anew(world.spec());
    private final Roll roll = new Roll(session);

    private UpgradeReport run() {
        roll.prepare();
        return roll.run();
    }

    private EvenkeelException fail() {
        return catchThrowableOfType(EvenkeelException.class, this::run);
    }

    private static Failure failure(EvenkeelException e) {
        return e.failure().orElseThrow();
    }

    @Test
    void theProcedureStepByStep() {
        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log.subList(0, 8))
                .containsExactly(
                        "control plane",
                        "pool",
                        "drain 10.0.10.1:80",
                        "cordon 10.0.10.1",
                        "evict web-1",
                        "delete 10.0.10.1",
                        "remove 10.0.10.1:80",
                        "add " + replacementOf(report, 0) + ":80");
        assertThat(report.nodes()).extracting(NodeReport::result).containsOnly(NodeReport.Result.REPLACED);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.allServe()).isTrue();
    }

    private static String replacementOf(UpgradeReport report, int node) {
        return report.nodes().get(node).replacementAddress().orElseThrow();
    }

    @Test
    void weightAndConnectionLimitMoveToTheReplacement() {
        UpgradeReport report = run();
        assertThat(world.backends.get(replacementOf(report, 2) + ":80"))
                .isEqualTo(Backend.builder(replacementOf(report, 2), 80)
                        .weight(5)
                        .maxConnections(20)
                        .build());
    }

    @Test
    void aSecondRollFindsNothingToDo() {
        run();
        int before = world.log.size();
        Roll again = new Roll(SessionOpening.anew(world.spec()));
        again.prepare();
        assertThat(again.run().nodes()).isEmpty();
        assertThat(world.log).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update backend",
                "cordon",
                "evict",
                "replace node",
                "remove backend",
                "add backend",
                "upgrade control plane",
                "update pool"
            })
    void aLostAnswerIsSettledAndNothingIsDoneTwice(String operation) {
        world.loseAnswer(operation);

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log).doesNotHaveDuplicates();
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aPodThatIsRefusedToTheEndPutsTheNodeBack() {
        world.before.put("evict", () -> {
            throw SmallWorld.rejected("evict");
        });

        EvenkeelException e = fail();

        assertThat(e)
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("its eviction is refused: not like this");
        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.RESTORED, NodeReport.Result.UNTOUCHED, NodeReport.Result.UNTOUCHED);
        assertThat(world.allServe()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cordon", "follow", "replace node", "read volumes"})
    void aFailureBeforeTheDeletionPutsTheNodeBack(String operation) {
        world.trouble.put(operation, SmallWorld.rejected(operation));

        EvenkeelException e = fail();

        assertThat(e).isInstanceOf(RunFailedException.class).hasMessageContaining("req-8");
        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.RESTORED, NodeReport.Result.UNTOUCHED, NodeReport.Result.UNTOUCHED);
        assertThat(failure(e).manualSteps()).isEmpty();
        assertThat(failure(e).rolledBack()).isNotEmpty();
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void podsThatDoNotGoAreNamedAndTheNodeIsPutBack() {
        world.podsLeave = false;

        EvenkeelException e = fail();

        assertThat(failure(e).step()).isEqualTo(Step.EVICT);
        assertThat(failure(e).actual()).contains("shop/web-1").contains("being deleted");
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aReplacementThatNeverComesStopsTheRollAndSaysWhatIsLeft() {
        world.replacementsArrive = false;

        EvenkeelException e = fail();

        assertThat(e).isInstanceOf(RunFailedException.class);
        assertThat(failure(e).step()).isEqualTo(Step.AWAIT_REPLACEMENT);
        assertThat(failure(e).manualSteps())
                .anySatisfy(line -> assertThat(line.what()).contains("instance-1"))
                .anySatisfy(
                        line -> assertThat(line.what()).contains("10.0.10.1:80").contains("gone"))
                .anySatisfy(line ->
                        assertThat(line.what()).contains("NEW_ADDRESS:80").contains("weight 3"));
        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(
                        NodeReport.Result.UNFINISHED, NodeReport.Result.UNTOUCHED, NodeReport.Result.UNTOUCHED);
    }

    @Test
    void outOfCapacityThatLastsIsReportedBeforeTheReplacementsTimeIsOverInTheServicesWords() {
        world.replacementsAreFaulty = true;
        Duration begin = world.scheduler.elapsed();

        EvenkeelException e = fail();

        assertThat(failure(e).actual()).contains("LimitExceeded").contains("Out of host capacity");
        assertThat(world.scheduler.elapsed().minus(begin))
                .isLessThan(Timing.defaults().replacement().node());
    }

    @Test
    void aReplacementAtTheWrongVersionStopsTheRoll() {
        world.replacementsRun = SmallWorld.OLD;
        EvenkeelException e = fail();
        assertThat(failure(e).expected()).contains("v1.32.1");
        assertThat(failure(e).actual()).contains("v1.31.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update backend", "cordon", "evict", "read volumes"})
    void aCancelBeforeTheDeletionPutsTheNodeBack(String operation) {
        world.before.put(operation, session.scope().waits()::cancel);

        EvenkeelException e = fail();

        assertThat(e).isInstanceOf(RunCancelledException.class);
        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace node", "find node", "remove backend", "read health"})
    void aCancelAfterTheDeletionFinishesTheNodeFirst(String operation) {
        world.before.put(operation, () -> {
            world.before.remove(operation);
            session.scope().waits().cancel();
        });

        EvenkeelException e = fail();

        assertThat(e).isInstanceOf(RunCancelledException.class);
        assertThat(e.failure()).isEmpty();
        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.REPLACED, NodeReport.Result.UNTOUCHED, NodeReport.Result.UNTOUCHED);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aServiceThatStaysAwayIsToTryAgainLater() {
        world.before.put("read volumes", () -> world.trouble.put("read volumes", SmallWorld.lost("read volumes")));
        assertThat(fail()).isInstanceOf(RetryableRunException.class);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aNodeThatAnotherClientReplacedIsNotTouched() {
        world.before.put(
                "cordon",
                () -> world.nodes.computeIfPresent(
                        "10.0.10.1",
                        (name, node) -> SmallWorld.node(name, "instance-x", SmallWorld.OLD, ClusterNode.Cordon.NONE)));
        world.trouble.put("cordon", ServiceException.of(ServiceException.Outcome.CONFLICT, "cordon", "another UID"));

        EvenkeelException e = fail();

        assertThat(failure(e).actual()).contains("another one of that name");
        assertThat(world.log).noneMatch(line -> line.startsWith("cordon"));
        assertThat(failure(e).manualSteps()).isEmpty();
    }

    @Test
    void aCordonOfAnotherOwnerStaysWhenTheNodeIsRestored() {
        world.nodes.put(
                "10.0.10.1", SmallWorld.node("10.0.10.1", "instance-1", SmallWorld.OLD, ClusterNode.Cordon.UNMARKED));
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        fail();

        assertThat(world.kubernetes.node("10.0.10.1").orElseThrow().cordon().on())
                .isTrue();
        assertThat(world.backends.values()).allMatch(Backend::acceptsTraffic);
    }

    @Test
    void thePreviewChangesNothingAndNamesTheSteps() {
        Preview preview = roll.preview();

        assertThat(preview.canRoll()).isTrue();
        assertThat(preview.steps()).hasSize(2 + 3 * 9 + 1);
        assertThat(world.log).isEmpty();
    }

    @Test
    void thePreviewOfARefusedPlanNamesNoSteps() {
        world.backends.replaceAll(
                (name, backend) -> name.startsWith("10.0.10.1:") ? backend : backend.with(Backend.Mode.OFFLINE));

        Preview preview = roll.preview();

        assertThat(preview.canRoll()).isFalse();
        assertThat(preview.steps()).isEmpty();
    }

    @Test
    void theLastServingBackendIsNotDrained() {
        world.backends.replaceAll(
                (name, backend) -> name.startsWith("10.0.10.1:") ? backend : backend.with(Backend.Mode.OFFLINE));

        assertThatThrownBy(this::run)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("no backend that serves but those of node 10.0.10.1");
        assertThat(world.log).isEmpty();
    }

    @Test
    void aNodeIsNotDeletedBeforeItsConnectionsHadTheirTime() {
        List<Duration> drained = new ArrayList<>();
        List<Duration> deleted = new ArrayList<>();
        world.before.put("cordon", () -> drained.add(world.scheduler.elapsed()));
        world.before.put("replace node", () -> deleted.add(world.scheduler.elapsed()));

        run();

        // The listener's idle timeout of 60 s counts from the drain, 15 s before the cordon.
        assertThat(deleted).hasSize(3);
        for (int node = 0; node < deleted.size(); node++) {
            assertThat(deleted.get(node).minus(drained.get(node))).isGreaterThanOrEqualTo(Duration.ofSeconds(45));
        }
    }

    @Test
    void aBackendIsNotDrainedWhileTooFewOthersAreWell() {
        world.before.put("replace node", () -> world.backends.keySet().stream()
                .filter(name -> !name.startsWith("10.0.10.2:"))
                .forEach(name -> world.unhealthyBackends.put(name, BackendHealth.CRITICAL)));
        world.before.put("add backend", () -> world.unhealthyBackends.put("10.0.10.4:80", BackendHealth.CRITICAL));

        EvenkeelException e = fail();

        assertThat(failure(e).step()).isEqualTo(Step.DRAIN_BACKENDS);
        assertThat(failure(e).actual()).contains("1 others are healthy and serve, and 2 are needed");
        assertThat(world.log).doesNotContain("drain 10.0.10.2:80");
        assertThat(world.allServe()).isTrue();
    }
}
