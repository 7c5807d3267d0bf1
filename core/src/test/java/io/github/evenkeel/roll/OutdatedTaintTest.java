package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Taint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes that are still to be rolled are tainted on request, and no node is in the end. */
class OutdatedTaintTest {
    private static final Taint OTHERS = new Taint("dedicated", "shop", Taint.Effect.PREFER_NO_SCHEDULE);

    private final SmallWorld world = new SmallWorld(3);

    private UpgradeReport roll() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    private List<String> tainted() {
        return world.nodes.values().stream()
                .filter(node -> node.taints().contains(Taint.OUTDATED))
                .map(ClusterNode::name)
                .toList();
    }

    private long taintings() {
        return world.log.stream().filter(line -> line.startsWith("taint ")).count();
    }

    @Test
    void withoutTheOptionNoNodeIsTainted() {
        roll();

        assertThat(taintings()).isZero();
    }

    @Test
    void allAreTaintedBeforeTheFirstOneIsTouchedAndNoneIsInTheEnd() {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();

        roll();

        assertThat(taintings()).isEqualTo(3);
        assertThat(world.log.subList(0, firstOf("cordon ")))
                .filteredOn(line -> line.startsWith("taint "))
                .hasSize(3);
        assertThat(tainted()).isEmpty();
    }

    private int firstOf(String what) {
        return world.log.indexOf(world.log.stream()
                .filter(line -> line.startsWith(what))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void nodesThatStayLoseItIfTheRollFailsAndKeepTheTaintsOfOthers() {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        world.nodes.replaceAll(
                (name, node) -> node.toBuilder().taints(List.of(OTHERS)).build());
        world.podsLeave = false;

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, this::roll);

        assertThat(failed.upgradeReport()).isPresent();
        assertThat(taintings()).isEqualTo(3);
        assertThat(world.nodes.values()).extracting(ClusterNode::taints).containsOnly(List.of(OTHERS));
    }

    @Test
    void aFailureToSetItIsAWarning() {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        world.before.put("taint", () -> {
            throw ServiceException.of(Outcome.DENIED, "patch nodes", "HTTP 403");
        });

        UpgradeReport report = roll();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.warnings().toString()).contains("evenkeel.io/outdated", "could not be set: HTTP 403");
    }

    @Test
    void whatCanNotBeRemovedIsAManualStep() {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        world.podsLeave = false;
        world.before.put("untaint", () -> {
            throw ServiceException.of(Outcome.DENIED, "patch nodes", "HTTP 403");
        });

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, this::roll);

        assertThat(tainted()).hasSize(3);
        assertThat(failed.upgradeReport().orElseThrow().failure().orElseThrow().manualSteps())
                .extracting(step -> step.what())
                .allSatisfy(step -> assertThat(step).contains("remove the taint evenkeel.io/outdated"))
                .hasSize(3);
        assertThat(failed.upgradeReport().orElseThrow().manualSteps())
                .isEqualTo(failed.upgradeReport()
                        .orElseThrow()
                        .failure()
                        .orElseThrow()
                        .manualSteps());
        assertThat(failed.upgradeReport().orElseThrow().failure().orElseThrow().manualSteps())
                .extracting(ManualStep::command)
                .containsExactlyInAnyOrder(
                        Optional.of("untaint 10.0.10.1"),
                        Optional.of("untaint 10.0.10.2"),
                        Optional.of("untaint 10.0.10.3"));
    }

    /** Another process of an earlier run has left it; the nodes stay, as the roll leaves them out. */
    @Test
    void whatCanNotBeRemovedIsAManualStepOfARollThatCompletes() {
        world.rollout = Rollout.oneAtATime().onlyNodes(NodeSelection.named("10.0.10.1"));
        world.nodes.replaceAll(
                (name, node) -> node.toBuilder().taints(List.of(Taint.OUTDATED)).build());
        world.before.put("untaint", () -> {
            throw ServiceException.of(Outcome.DENIED, "patch nodes", "HTTP 403");
        });

        UpgradeReport report = roll();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.failure()).isEmpty();
        assertThat(report.manualSteps())
                .extracting(ManualStep::command)
                .containsExactlyInAnyOrder(Optional.of("untaint 10.0.10.2"), Optional.of("untaint 10.0.10.3"));
    }

    /** The API server may say so for a moment. */
    @Test
    void aNodeThatIsNotFoundAndStaysIsNamed() {
        assertThat(stepsAfterNotFound(() -> {})).hasSize(3);
    }

    @Test
    void aNodeThatIsGoneMeanwhileIsNotNamed() {
        assertThat(stepsAfterNotFound(world.nodes::clear)).isEmpty();
    }

    private List<ManualStep> stepsAfterNotFound(Runnable meanwhile) {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        world.podsLeave = false;
        world.before.put("untaint", () -> {
            meanwhile.run();
            throw ServiceException.of(Outcome.NOT_FOUND, "patch nodes", "HTTP 404");
        });

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, this::roll);

        return failed.upgradeReport().orElseThrow().failure().orElseThrow().manualSteps();
    }

    /** A command would have to name a node. */
    @Test
    void theStepHasNoCommandIfTheNodesCanNotBeRead() {
        world.rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        world.podsLeave = false;
        world.before.put(
                "evict",
                () -> world.before.put("read nodes", () -> {
                    throw ServiceException.of(Outcome.DENIED, "read nodes", "HTTP 403");
                }));

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, this::roll);

        assertThat(failed.upgradeReport().orElseThrow().failure().orElseThrow().manualSteps())
                .contains(new ManualStep(
                        "remove the taint evenkeel.io/outdated:PreferNoSchedule from the nodes of the cluster: HTTP 403",
                        Optional.empty()));
    }

    @Test
    void theNextRollRemovesWhatAProcessThatDiedHasLeft() {
        world.nodes.replaceAll(
                (name, node) -> node.toBuilder().taints(List.of(Taint.OUTDATED)).build());
        world.podsLeave = false;

        assertThat(catchThrowableOfType(RunFailedException.class, this::roll)).isNotNull();

        assertThat(tainted()).isEmpty();
    }
}
