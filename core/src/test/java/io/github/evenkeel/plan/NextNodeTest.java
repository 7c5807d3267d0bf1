package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
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

    private static final Targets TWO_POOLS = new Targets()
            .node("a", "a-1", "AD-1", "FD-1")
            .node("a", "a-2", "AD-1", "FD-1")
            .node("a", "a-3", "AD-2", "FD-1")
            .node("b", "b-1", "AD-1", "FD-1")
            .node("b", "b-2", "AD-2", "FD-1");

    private static NodeState of(String name) {
        return TWO_POOLS.inOrder(Rollout.oneAtATime()).stream()
                .map(NodeTarget::state)
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static NextNode beside(Rollout rollout, String waiting, OccupiedSlot... underWay) {
        return NextNode.choose(
                TWO_POOLS.plan(rollout), new RolloutProgress(List.of(of(waiting)), List.of(underWay), List.of(), 0));
    }

    private static OccupiedSlot unavailable(String name) {
        return new OccupiedSlot(of(name), Slot.UNAVAILABLE);
    }

    private static OccupiedSlot surge(String name) {
        return new OccupiedSlot(of(name), Slot.SURGE);
    }

    @Test
    void theReasonNamesTheLimitThatIsFull() {
        Rollout sideBySide = Rollout.maxUnavailable("34%").poolsSideBySide();

        assertThat(beside(sideBySide, "a-2", unavailable("a-1")).reason())
                .as("one of three, and one of all five")
                .isEqualTo("all node pools have 1 of at most 1 unavailable nodes");
        assertThat(beside(Rollout.maxUnavailable("50%").poolsSideBySide(), "a-2", unavailable("a-1"))
                        .reason())
                .as("one of three, and two of all five")
                .isEqualTo("node pool a has 1 of at most 1 unavailable nodes");
        assertThat(beside(
                                Rollout.maxSurge(1).andMaxUnavailable(1).poolsSideBySide(),
                                "b-1",
                                surge("a-1"),
                                unavailable("a-2"))
                        .reason())
                .isEqualTo("all node pools have 1 of at most 1 surge nodes and 1 of at most 1 unavailable nodes");
    }

    /** A pool has a surge slot and no other, and all pools together have another slot and no surge. */
    @Test
    void theReasonNamesBothLimitsIfEachHasASlotThatTheOtherHasNot() {
        NextNode next = NextNode.choose(
                TWO_POOLS.plan(Rollout.maxSurge(1).andMaxUnavailable("50%").poolsSideBySide()),
                new RolloutProgress(List.of(of("a-3")), List.of(surge("b-1"), unavailable("a-1")), List.of(), 0));

        assertThat(next.reason())
                .isEqualTo("node pool a has 0 of at most 1 surge nodes and 1 of at most 1 unavailable nodes, and"
                        + " all node pools have 1 of at most 1 surge nodes and 1 of at most 2 unavailable nodes");
    }

    @Test
    void aNodeBeginsBesideThoseOfItsDomain() {
        Rollout one = Rollout.maxUnavailable(3).spread(Spread.ONE_AVAILABILITY_DOMAIN);

        assertThat(beside(one, "a-2", unavailable("a-1")).node()).hasValue(of("a-2"));
        assertThat(beside(one, "a-3", unavailable("a-1")).reason())
                .isEqualTo(of("a-3") + " is in domain AD-2, and nodes of domain AD-1 are under way");
    }

    @Test
    void eachDomainHasItsShare() {
        Rollout even = Rollout.maxUnavailable(2).spread(Spread.EVEN_AVAILABILITY_DOMAINS);

        assertThat(beside(even, "a-3", unavailable("a-1")).node()).hasValue(of("a-3"));
        assertThat(beside(even, "a-2", unavailable("a-1")).reason())
                .isEqualTo("1 nodes of domain AD-1 are under way, of at most 1");
    }
}
