package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.NodeReport.Result;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UndrainableNodes;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes whose pods can't be evicted, and that a rollout leaves aside. */
class QuarantineTest {
    private static final String STUCK = "10.0.10.2";

    private final SmallWorld world = new SmallWorld(4);

    private void stick(String node) {
        world.pods.values().stream()
                .filter(pod -> pod.nodeName().filter(node::equals).isPresent())
                .map(Pod::name)
                .forEach(world.stuckPods::add);
        assertThat(world.stuckPods).isNotEmpty();
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private UpgradeReport run() {
        return run(SessionOpening.anew(world.spec()));
    }

    private static NodeReport of(String node, UpgradeReport report) {
        return report.nodes().stream()
                .filter(one -> one.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private List<Result> results(UpgradeReport report) {
        return report.nodes().stream().map(NodeReport::result).toList();
    }

    private Backend backend(String node) {
        return Objects.requireNonNull(world.backends.get(node + ":80"));
    }

    private ClusterNode node(String name) {
        return Objects.requireNonNull(world.nodes.get(name));
    }

    @Test
    void withoutARuleTheRollStopsAtAnUndrainableNode() {
        stick(STUCK);

        RunFailedException e = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(of(STUCK, e.upgradeReport().orElseThrow()).result()).isEqualTo(Result.RESTORED);
        assertThat(node(STUCK).cordon().on()).isFalse();
    }

    @Test
    void anUndrainableNodeIsLeftAsideWithItsTraffic() {
        world.rollout = Rollout.oneAtATime().undrainableNodes(UndrainableNodes.quarantine(1));
        stick(STUCK);

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(results(report))
                .containsExactly(Result.REPLACED, Result.LEFT_ASIDE, Result.REPLACED, Result.REPLACED);
        assertThat(world.backends.values()).allMatch(Backend::acceptsTraffic);
        assertThat(node(STUCK).cordon()).isEqualTo(ClusterNode.Cordon.by("drain-quarantine-" + report.runId()));
        assertThat(of(STUCK, report).manualSteps()).hasSize(2).first().satisfies(step -> assertThat(step.what())
                .contains("see to the pods of node " + STUCK, "can't be evicted"));
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("node " + STUCK, "left aside, cordoned"));
        assertThat(RunJournal.read(world.journal).unfinished()).isEmpty();
    }

    @Test
    void anUndrainableNodeWithoutTrafficIsHeldOutOfServicesLoadBalancers() {
        world.controller.begin();
        world.rollout = Rollout.maxUnavailable(2)
                .undrainableNodes(UndrainableNodes.quarantine(1).withoutTraffic());
        stick(STUCK);

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(node(STUCK).exclusion().isBy(report.runId())).isTrue();
        assertThat(world.backends).doesNotContainKey(STUCK + ":80");
        assertThat(of(STUCK, report).manualSteps())
                .extracting(ManualStep::command)
                .contains(Optional.of("include " + STUCK));
    }

    @Test
    void theRollStopsAtTheFirstNodeBeyondTheNumber() {
        world.rollout = Rollout.oneAtATime().undrainableNodes(UndrainableNodes.quarantine(1));
        stick(STUCK);
        stick("10.0.10.3");

        RunFailedException e = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(results(e.upgradeReport().orElseThrow()))
                .containsExactly(Result.REPLACED, Result.LEFT_ASIDE, Result.RESTORED, Result.UNTOUCHED);
        assertThat(world.backends.values()).allMatch(Backend::acceptsTraffic);
    }

    @Test
    void aNodeThatIsKeptOutIsUnavailable() {
        world.rollout = Rollout.maxUnavailable(2)
                .undrainableNodes(UndrainableNodes.quarantine(2).withoutTraffic());
        stick("10.0.10.1");

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(of("10.0.10.1", report).result()).isEqualTo(Result.LEFT_ASIDE);
        assertThat(backend("10.0.10.1").acceptsTraffic()).isFalse();
        assertThat(world.backends.values().stream().filter(Backend::acceptsTraffic))
                .hasSize(3);
    }

    @Test
    void aNodeThatCanNotBeLeftAsideGetsItsTrafficAgain() {
        world.rollout = Rollout.maxUnavailable(1)
                .undrainableNodes(UndrainableNodes.quarantine(1).withoutTraffic());
        stick(STUCK);
        int[] cordons = {0};
        world.before.put("cordon", () -> {
            if (++cordons[0] == 3) { // of the node before, of this one, and the mark
                throw SmallWorld.rejected("cordon");
            }
        });

        RunFailedException e = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(cordons[0]).isEqualTo(3);
        assertThat(of(STUCK, e.upgradeReport().orElseThrow()).result()).isEqualTo(Result.RESTORED);
        assertThat(world.backends.values()).allMatch(Backend::acceptsTraffic);
    }

    @Test
    void nodesThatAreKeptOutMayTakeUpAllRoom() {
        world.rollout = Rollout.maxUnavailable(1)
                .undrainableNodes(UndrainableNodes.quarantine(3).withoutTraffic());
        stick(STUCK);

        RunFailedException e = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(e).hasMessageContaining("1 of at most 1 unavailable nodes");
        assertThat(results(e.upgradeReport().orElseThrow()))
                .containsExactly(Result.REPLACED, Result.LEFT_ASIDE, Result.UNTOUCHED, Result.UNTOUCHED);
    }

    @Test
    void anotherProcessOfTheRunLeavesTheNodeAsItIs() {
        world.rollout = Rollout.oneAtATime().undrainableNodes(UndrainableNodes.quarantine(1));
        stick(STUCK);
        world.before.put("replace node", () -> {
            if (node(STUCK).cordon().on()) {
                throw new SmallWorld.Crash();
            }
        });
        assertThat(catchThrowableOfType(SmallWorld.Crash.class, this::run)).isNotNull();
        world.before.clear();
        long evictions = evictions();
        stick("10.0.10.4");

        RunFailedException e =
                catchThrowableOfType(RunFailedException.class, () -> run(SessionOpening.toGoOn(world.spec())));

        assertThat(evictions()).isEqualTo(evictions);
        assertThat(of("10.0.10.4", e.upgradeReport().orElseThrow()).result())
                .as("the number holds over processes")
                .isEqualTo(Result.RESTORED);
        assertThat(node(STUCK).cordon().on()).isTrue();
        assertThat(of(STUCK, e.upgradeReport().orElseThrow())).satisfies(report -> {
            assertThat(report.result()).isEqualTo(Result.LEFT_ASIDE);
            assertThat(report.manualSteps()).hasSize(2).first().satisfies(step -> assertThat(step.what())
                    .contains("see to the pods of node " + STUCK, "another process of the run could not evict"));
        });
    }

    /** Of the pod of the node that is left aside. */
    private long evictions() {
        return world.log.stream().filter("evict web-2"::equals).count();
    }

    @Test
    void theNextRunRollsTheNode() {
        world.rollout = Rollout.oneAtATime().undrainableNodes(UndrainableNodes.quarantine(1));
        stick(STUCK);
        run();
        world.pods.values().removeIf(pod -> world.stuckPods.contains(pod.name()));

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(results(report)).containsExactly(Result.REPLACED);
        assertThat(world.nodes).doesNotContainKey(STUCK);
    }
}
