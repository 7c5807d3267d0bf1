package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.plan.NextNode.Decision;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextNodeTest {
    private static final RolloutPlan ONE_AT_A_TIME = RolloutPlan.oneAtATime();

    private static NodeState node(String name) {
        return NodeState.planned(
                new NodeIdentity(name, "uid-" + name),
                "instance-" + name,
                new NodeAddresses(name, List.of()),
                null,
                null,
                "pool",
                "pool",
                KubernetesVersion.parse("v1.32.1"));
    }

    private static NextNode choose(List<NodeState> waiting, NodeState... underWay) {
        return NextNode.choose(ONE_AT_A_TIME, new RolloutProgress(waiting, unavailable(underWay), List.of(), 0));
    }

    private static List<OccupiedSlot> unavailable(NodeState... nodes) {
        return List.of(nodes).stream()
                .map(node -> new OccupiedSlot(node, Slot.UNAVAILABLE))
                .toList();
    }

    @Test
    void nodesComeInThePlansOrder() {
        assertThat(choose(List.of(node("b"), node("a"))).node())
                .hasValueSatisfying(next -> assertThat(next.name()).isEqualTo("b"));
    }

    @Test
    void aNodeThatAnotherProcessHasBegunComesFirst() {
        NodeState begun = node("c").begin(Step.DRAIN_BACKENDS);

        NextNode next = choose(List.of(node("a"), begun));

        assertThat(next.node()).hasValue(begun);
        assertThat(next.reason()).contains("another process");
    }

    @Test
    void noneBeginsWhileAsManyAreUnderWayAsMayBe() {
        NextNode next = choose(List.of(node("a")), node("b"));

        assertThat(next.node()).isEmpty();
        assertThat(next.decision()).isEqualTo(Decision.WAIT);
        assertThat(next.reason()).isEqualTo("all node pools have 1 of at most 1 unavailable nodes");
    }

    @Test
    void noneIsLeft() {
        assertThat(choose(List.of()).decision()).isEqualTo(Decision.DONE);
        assertThat(choose(List.of(), node("b")).decision()).isEqualTo(Decision.WAIT);
    }

    @Test
    void nodesThatWereLeftAsideMayTakeUpAllRoom() {
        NextNode next = NextNode.choose(
                ONE_AT_A_TIME, new RolloutProgress(List.of(node("a")), List.of(), unavailable(node("b")), 0));

        assertThat(next.decision()).isEqualTo(Decision.STUCK);
        assertThat(next.reason()).isEqualTo("all node pools have 1 of at most 1 unavailable nodes");
    }

    @Test
    void aNodeOfALaterWaveDoesNotHideOneOfTheOpenWave() {
        RolloutPlan plan = new Targets()
                .node("p", "first", "AD-1", "FD-1")
                .node("p", "second", "AD-1", "FD-1")
                .plan(Rollout.oneAtATime().waves("1"));
        NodeState first = node("first");
        NodeState second = node("second");

        assertThat(NextNode.choose(plan, new RolloutProgress(List.of(second, first), List.of(), List.of(), 0))
                        .node())
                .hasValue(first);
        assertThat(NextNode.choose(plan, new RolloutProgress(List.of(second), List.of(), List.of(), 0)))
                .isEqualTo(new NextNode(
                        Decision.OPEN_NEXT_WAVE,
                        Optional.empty(),
                        "wave 2 of 2 begins when wave 1 is done and has passed its soak"));
    }

    @Test
    void theReasonOfANodeThatBeginsIsThePlansOrder() {
        assertThat(choose(List.of(node("a"), node("b"))).reason()).isEqualTo("the plan's order");
    }
}
