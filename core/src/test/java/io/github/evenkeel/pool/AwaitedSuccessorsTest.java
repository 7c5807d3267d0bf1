package io.github.evenkeel.pool;

import static io.github.evenkeel.pool.NodesOfDomains.instance;
import static io.github.evenkeel.pool.NodesOfDomains.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwaitedSuccessorsTest {
    private final AwaitedSuccessors awaited = new AwaitedSuccessors();

    @Test
    void anInstanceIsForTheDeletedNodesOfItsDomain() {
        NodeState inOne = node("node-1", "AD-1");
        NodeState alsoInOne = node("node-2", "AD-1");
        NodeState inTwo = node("node-3", "AD-2");
        List.of(inOne, alsoInOne, inTwo).forEach(this::delete);

        assertThat(awaited.isForAnother(instance("AD-1"), inTwo.name())).isTrue();
        assertThat(List.of(inOne, alsoInOne))
                .as("each of them may have it, or both would wait for ever")
                .noneMatch(node -> awaited.isForAnother(instance("AD-1"), node.name()));
        assertThat(List.of(inOne, alsoInOne, inTwo))
                .noneMatch(node -> awaited.isForAnother(instance("AD-3"), node.name()));
    }

    @Test
    void anInstanceIsForAnyNodeOnceThoseOfItsDomainHaveTheirs() {
        NodeState inOne = node("node-1", "AD-1");
        NodeState inTwo = node("node-2", "AD-2");
        List.of(inOne, inTwo).forEach(this::delete);

        awaited.settles("node-1");

        assertThat(awaited.isForAnother(instance("AD-1"), inTwo.name())).isFalse();
    }

    @Test
    void anInstanceIsForTheNodeWhoseVolumesAreInItsDomain() {
        NodeState bound = node("node-1", "AD-1");
        NodeState free = node("node-2", "AD-1");
        awaited.deletes(bound, Optional.of("AD-1"));
        delete(free);

        assertThat(awaited.isForAnother(instance("AD-1"), free.name())).isTrue();
        assertThat(awaited.isForAnother(instance("AD-1"), bound.name())).isFalse();
        assertThat(awaited.isForAnother(instance("AD-2"), free.name())).isFalse();
    }

    @Test
    void aNodeWithVolumesIsNotDeletedBesideNodesOfOtherDomains() {
        NodeState bound = node("node-1", "AD-1");
        NodeState other = node("node-2", "AD-2");
        NodeState alsoThere = node("node-3", "AD-1");
        Optional<String> volumes = Optional.of("AD-1");

        assertThat(awaited.deletesIfBalanced(bound, volumes)).isTrue();
        assertThat(awaited.deletesIfBalanced(other, Optional.empty())).isFalse();
        assertThat(awaited.deletesIfBalanced(alsoThere, Optional.empty())).isTrue();
        List.of("node-1", "node-3").forEach(awaited::settles);

        assertThat(awaited.deletesIfBalanced(other, Optional.empty())).isTrue();
        assertThat(awaited.deletesIfBalanced(bound, volumes)).isFalse();
    }

    @Test
    void anInstanceAtTheAddressOfANodeIsInItsPlaceUntilTheRunHasFinishedThatNode() {
        delete(node("node-1", "AD-1"));
        PoolNode there = instance("AD-2").toBuilder().privateIp("10.0.10.1").build();

        awaited.settles("node-1");

        assertThat(awaited.isAtAddressOfAnother(there, "node-2")).isTrue();
        assertThat(awaited.isAtAddressOfAnother(there, "node-1")).isFalse();
        awaited.leave("node-1");
        assertThat(awaited.isAtAddressOfAnother(there, "node-2")).isFalse();
    }

    @Test
    void anInstanceIsForNoNodeThatWasDeletedAfterwards() {
        NodeState first = node("node-1", "AD-1");
        delete(first);
        awaited.deletes(node("node-2", "AD-1"), Optional.of("AD-1"));
        delete(node("node-3", "AD-2"));

        assertThat(List.of("AD-1", "AD-2"))
                .as("it would wait for as long as others are deleted")
                .noneMatch(domain -> awaited.isForAnother(instance(domain), first.name()));
    }

    @Test
    void theOthersThatAreDeletedAreCountedWithoutTheNodeItself() {
        delete(node("node-1", "AD-1"));
        delete(node("node-2", "AD-1"));

        assertThat(awaited.besides("node-1")).isEqualTo(1);
        assertThat(awaited.besides("node-3")).isEqualTo(2);
    }

    @Test
    void aNodeIsNotInItsOwnWay() {
        NodeState node = node("node-1", "AD-2");
        Optional<String> elsewhere = Optional.of("AD-1");
        awaited.deletes(node, elsewhere);

        assertThat(awaited.deletesIfBalanced(node, elsewhere)).isTrue();
    }

    /** The pool lacks a node where the successor's predecessor was, whichever node has that successor by now. */
    @Test
    void aNodeWhoseSuccessorWasTakenIsAwaitedWhereTheOtherOneWas() {
        delete(node("node-1", "AD-2"));
        delete(node("node-2", "AD-1"));
        NodeState bound = node("node-3", "AD-1");

        awaited.succeeded("node-1", Optional.of("AD-1"));

        assertThat(awaited.deletesIfBalanced(bound, Optional.of("AD-1")))
                .as("the pool lacks a node in AD-2")
                .isFalse();
        assertThat(awaited.isForAnother(instance("AD-2"), bound.name())).isTrue();
        assertThat(awaited.isForAnother(instance("AD-1"), bound.name())).isFalse();
        awaited.succeeded("node-2", Optional.of("AD-2"));
        assertThat(awaited.areAwaited()).isFalse();
        assertThat(awaited.deletesIfBalanced(bound, Optional.of("AD-1"))).isTrue();
    }

    @Test
    void aNodeWithVolumesIsAwaitedInTheirDomainWhateverOthersHave() {
        delete(node("node-1", "AD-2"));
        awaited.deletes(node("node-2", "AD-1"), Optional.of("AD-1"));

        awaited.succeeded("node-1", Optional.of("AD-1"));

        assertThat(awaited.isForAnother(instance("AD-1"), "node-3")).isTrue();
        assertThat(awaited.isForAnother(instance("AD-2"), "node-3")).isFalse();
    }

    @Test
    void aSuccessorInItsOwnDomainOrInAnUnknownOneChangesNothingForOthers() {
        delete(node("node-1", "AD-1"));
        delete(node("node-2", "AD-1"));
        delete(node("node-3", "AD-2"));

        awaited.succeeded("node-1", Optional.of("AD-1"));
        awaited.succeeded("node-2", Optional.empty());

        assertThat(awaited.isForAnother(instance("AD-2"), "node-4")).isTrue();
        assertThat(awaited.isForAnother(instance("AD-1"), "node-4")).isFalse();
    }

    @Test
    void aNodeWithVolumesCanHaveASuccessorInTheirDomainAlone() {
        awaited.deletes(node("node-1", "AD-1"), Optional.of("AD-1"));
        assertThat(awaited.anotherCanHave("AD-2", "node-2")).isFalse();
        assertThat(awaited.anotherCanHave("AD-1", "node-2")).isTrue();
        assertThat(awaited.anotherCanHave("AD-1", "node-1")).isFalse();

        delete(node("node-3", "AD-1"));
        assertThat(awaited.anotherCanHave("AD-2", "node-2")).isTrue();
    }

    private void delete(NodeState node) {
        awaited.deletes(node, Optional.empty());
    }
}
