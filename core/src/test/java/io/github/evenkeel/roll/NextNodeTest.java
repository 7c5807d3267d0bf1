package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextNodeTest {
    private static NodeState node(String name) {
        return NodeState.planned(
                new NodeIdentity(name, "uid-" + name),
                "instance-" + name,
                new NodeAddresses(name, List.of()),
                null,
                "pool",
                "pool",
                KubernetesVersion.parse("v1.32.1"));
    }

    @Test
    void nodesComeInThePlansOrder() {
        assertThat(NextNode.choose(List.of(node("b"), node("a")), 0, 1).node())
                .hasValueSatisfying(next -> assertThat(next.name()).isEqualTo("b"));
    }

    @Test
    void aNodeThatAnotherProcessHasBegunComesFirst() {
        NodeState begun = node("c").begin(Step.DRAIN_BACKENDS);

        NextNode next = NextNode.choose(List.of(node("a"), begun), 0, 1);

        assertThat(next.node()).hasValue(begun);
        assertThat(next.reason()).contains("another process");
    }

    @Test
    void noneBeginsWhileAsManyAreUnderWayAsMayBe() {
        NextNode next = NextNode.choose(List.of(node("a")), 2, 2);

        assertThat(next.node()).isEmpty();
        assertThat(next.reason()).isEqualTo("2 of at most 2 nodes are under way");
    }

    @Test
    void noneIsLeft() {
        assertThat(NextNode.choose(List.of(), 0, 1))
                .isEqualTo(new NextNode(Optional.empty(), "no node is left to begin"));
    }
}
