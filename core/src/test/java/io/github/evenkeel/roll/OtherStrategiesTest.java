package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.run.state.WavesEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Other ways to renew a node are other lists of steps: the run of a node is the same. */
class OtherStrategiesTest {
    private final SmallWorld world = new SmallWorld(2);
    private final List<String> done = new ArrayList<>();
    private final RunSession session = SessionOpening.anew(world.spec());
    private final RunContext context = new RunContext(session);

    /** A step that is told of here alone: nothing else has to know it. */
    private abstract class Own implements NodeStep {
        private final String id;
        private final Phase phase;

        Own(String id, Phase phase) {
            this.id = id;
            this.phase = phase;
        }

        @Override
        public Step id() {
            return Step.of(id);
        }

        @Override
        public String reason() {
            return "as this strategy has it";
        }

        @Override
        public Phase phase() {
            return phase;
        }

        @Override
        public void run(RollingNode node) {
            node.begin(id());
            act(node);
            done.add(id + " " + node.name());
            node.end(id());
        }

        abstract void act(RollingNode node);

        @Override
        public void undo(RollingNode node) {
            if (node.state().begun().contains(id())) {
                node.rollback.attempt("undo " + id, () -> done.add("undo " + id), Optional::empty);
            }
        }
    }

    private final class Annotate extends Own {
        Annotate() {
            super("ANNOTATE_NODE", Phase.REVERSIBLE);
        }

        @Override
        void act(RollingNode node) {
            node.requireSameNode();
        }
    }

    private final class Reboot extends Own {
        Reboot() {
            super("REBOOT_NODE", Phase.COMPLETING);
        }

        @Override
        void act(RollingNode node) {
            NodeState state = node.state();
            node.succeededBy(new SuccessorState(state.node(), state.instanceId(), state.addresses()));
        }
    }

    private final class Uncordon extends Own {
        Uncordon() {
            super("UNCORDON_NODE", Phase.COMPLETING);
        }

        @Override
        void act(RollingNode node) {
            assertThat(node.cordon.lift(node.name(), node.identity().uid())).isNotNull();
        }
    }

    private NodeReport run(List<NodeStep> steps) {
        Preparation preparation = new Preparation(context, session, new NodeRuns(context, DeleteAndReplace.strategy()));
        preparation.decide();
        session.begin(WavesEntry.NONE);
        NodeRuns nodes = new NodeRuns(context, new ReplacementStrategy(steps));
        NodeState first = preparation.plan().nodes().get(0).state();
        try {
            nodes.run(List.of(first), RolloutPlan.oneAtATime(), new ArrayList<>());
        } finally {
            reports = nodes.reports();
        }
        return reports.get(0);
    }

    private List<NodeReport> reports = List.of();

    @Test
    void aNodeIsRebootedAndNotReplaced() {
        NodeReport report = run(List.of(
                new DrainBackends(),
                new CordonNode(),
                new Annotate(),
                new EvictPods(),
                new DrainConnections(),
                new Reboot(),
                new Uncordon(),
                new SwapBackends(),
                new AwaitHealth()));

        assertThat(report.result()).isEqualTo(NodeReport.Result.REPLACED);
        assertThat(done).containsExactly("ANNOTATE_NODE 10.0.10.1", "REBOOT_NODE 10.0.10.1", "UNCORDON_NODE 10.0.10.1");
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aStepThatIsKnownToItsStrategyAloneIsUndoneToo() {
        world.before.put("evict", () -> {
            throw SmallWorld.rejected("evict");
        });

        assertThatThrownBy(() -> run(List.of(
                        new DrainBackends(), new CordonNode(), new Annotate(), new EvictPods(), new DeleteNode())))
                .hasMessageContaining("not like this");

        assertThat(done).contains("undo ANNOTATE_NODE");
        assertThat(world.allServe()).isTrue();
        assertThat(Objects.requireNonNull(reports.get(0)).result()).isEqualTo(NodeReport.Result.RESTORED);
    }

    @Test
    void aStrategyWhoseStepsAreOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new ReplacementStrategy(List.of(new DeleteNode(), new EvictPods())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("EVICT (REVERSIBLE) comes after", "(POINT_OF_NO_RETURN)");
        assertThatThrownBy(() -> new ReplacementStrategy(List.of(new Soak(), new AwaitHealth())))
                .hasMessageContaining("comes after SOAK (AFTERWARDS)");
    }
}
