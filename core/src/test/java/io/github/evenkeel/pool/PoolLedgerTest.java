package io.github.evenkeel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.InstanceDigest;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoolLedgerTest {
    /** In whatever order nodes claim instances, an instance has one predecessor, the first that claimed it. */
    @Property
    void anInstanceIsOneNodesSuccessor(@ForAll @Size(max = 30) List<@IntRange(max = 99) Integer> claims) {
        PoolLedger ledger = new PoolLedger();
        Map<String, String> first = new HashMap<>();
        for (int claim : claims) {
            String instance = "instance-" + claim / 10;
            String node = "node-" + claim % 10;
            first.putIfAbsent(instance, node);

            assertThat(ledger.claim(instance, node))
                    .isEqualTo(first.get(instance).equals(node));
        }
    }

    @Example
    void anInstanceThatIsClaimedIsOpenToItsPredecessorAlone() {
        PoolLedger ledger = new PoolLedger();
        PoolNode claimed = PoolNode.builder("new-1").instanceId("instance-1").build();
        PoolNode free = PoolNode.builder("new-2").instanceId("instance-2").build();
        PoolNode unmade = PoolNode.builder("new-3").build();

        assertThat(ledger.claim("instance-1", "old-1")).isTrue();

        assertThat(ledger.isClaimedBy(claimed, "old-1")).isTrue();
        assertThat(ledger.isClaimedBy(claimed, "old-2")).isFalse();
        assertThat(List.of(claimed, free, unmade)).filteredOn(ledger::isClaimed).containsExactly(claimed);
    }

    @Example
    void whatEarlierProcessesHaveReplacedIsClaimed() {
        PoolLedger ledger = new PoolLedger();
        PoolNode made = PoolNode.builder("new-1").instanceId("instance-1").build();

        ledger.recallReplaced(List.of(new ReplacedEntry(
                "old-1",
                List.of("10.0.10.1"),
                "new-1",
                Optional.of(InstanceDigest.of("instance-1")),
                List.of("10.0.10.7"))));

        assertThat(ledger.isClaimedBy(made, "old-1")).isTrue();
    }

    /** Before the first node goes on, so that none takes what is another one's. */
    @Example
    void whatEarlierProcessesHaveBegunIsClaimedOrAwaited() {
        PoolLedger ledger = new PoolLedger();
        NodeState begun = node("old-1");
        PoolBaseline baseline = new PoolBaseline(3, Set.of(), Optional.of("AD-1"), Optional.empty());
        NodeState deleted = node("old-2").withLedger(baseline.fields()).passReturn();
        SuccessorState successor = new SuccessorState(
                new NodeIdentity("new-3", "uid-3"), "instance-3", new NodeAddresses("10.0.10.9", List.of()));
        NodeState succeeded = node("old-3").passReturn().withSuccessor(successor);

        ledger.recall(List.of(begun, deleted, succeeded));

        PoolNode its = PoolNode.builder("new-3").instanceId("instance-3").build();
        assertThat(ledger.isClaimedBy(its, "old-3")).isTrue();
        assertThat(ledger.isFree(its, "pool")).isFalse();
        assertThat(ledger.hasSuccessor("old-3")).isTrue();
        assertThat(ledger.hasSuccessor("old-2")).isFalse();
        assertThat(ledger.of("pool").awaited().besides("old-1")).isEqualTo(1);
        assertThat(ledger.of("pool").awaited().besides("old-2")).isZero();
    }

    @Example
    void anInstanceThatIsFreeAgainIsKnownAsSuch() {
        PoolLedger ledger = new PoolLedger();
        PoolNode first = PoolNode.builder("new-1").instanceId("instance-1").build();
        PoolNode second = PoolNode.builder("new-2").instanceId("instance-2").build();
        assertThat(ledger.claim("instance-1", "old-1")).isTrue();
        assertThat(ledger.claim("instance-2", "old-2")).isTrue();
        assertThat(ledger.isReleased(first)).isFalse();

        ledger.release("old-1");

        assertThat(ledger.isReleased(first)).isTrue();
        assertThat(ledger.isFree(first, "pool")).isTrue();
        assertThat(ledger.isReleased(second)).isFalse();
        assertThat(ledger.isClaimedBy(second, "old-2")).isTrue();
    }

    /** The pool makes another one, which no other deleted node may take. */
    @Example
    void aNodeWithOneThatStandsInIsAwaitedAsLongAsItsOwnSuccessorIsNotThere() {
        SuccessorState standIn = new SuccessorState(
                new NodeIdentity("new-1", "uid-3"), "instance-3", new NodeAddresses("10.0.10.9", List.of()));
        for (DeletionKind kind : DeletionKind.values()) {
            PoolBaseline baseline = new PoolBaseline(3, Set.of(), Optional.of("AD-1"), Optional.of(kind));
            PoolLedger ledger = new PoolLedger();

            ledger.recall(List.of(
                    node("old-1").withLedger(baseline.fields()).passReturn().withSuccessor(standIn)));

            assertThat(ledger.of("pool").awaited().areAwaited()).isEqualTo(kind == DeletionKind.SUCCEEDED_NEARBY);
            ledger.releaseStandIn("instance-3", "old-2");
            assertThat(ledger.hasSuccessor("old-1")).isTrue();
            ledger.releaseStandIn("instance-3", "old-1");
            assertThat(ledger.hasSuccessor("old-1")).isFalse();
            assertThat(ledger.isReleased("instance-3")).isTrue();
        }
    }

    /** Without one, the process before may not have made the pool larger. */
    @Example
    void aPoolThatIsTooSmallForANodeAndItsSuccessorBesideItWasShrunk() {
        PoolLedger before = new PoolLedger();
        before.of("pool").opens(2, 1, 0);
        PoolLedger ledger = new PoolLedger();
        ledger.recallSurges(List.of(before.of("pool").entries().surge().orElseThrow()));
        NodePool pool = pool("instance-1", "instance-3");
        assertThat(pool.size()).isEqualTo(2);
        SuccessorState successor = new SuccessorState(
                new NodeIdentity("new-1", "uid-3"), "instance-3", new NodeAddresses("10.0.10.9", List.of()));

        ledger.recall(List.of(node("old-1").passReturn().withSuccessor(successor)));
        assertThat(ledger.of("pool").wasShrunk(pool))
                .as("the node may be gone by now")
                .isFalse();
        ledger.recall(List.of(node("old-1").withSuccessor(successor)));
        assertThat(ledger.of("pool").wasShrunk(pool)).isTrue();
    }

    @Example
    void whatEarlierProcessesHaveAddedIsKnownFromWhatWasThere() {
        PoolLedger before = new PoolLedger();
        NodePool pool = pool("instance-1", "instance-2");
        before.rememberUnclaimed(pool("instance-1"));
        assertThat(before.addedTo(pool)).as("it has added none").isEmpty();
        before.of("pool").opens(1, 1, 0);

        PoolLedger ledger = new PoolLedger();
        ledger.recallSurges(List.of(before.of("pool").entries().surge().orElseThrow()));
        ledger.recallInstances(List.of(before.of("pool").entries().instances()));

        assertThat(List.of(before, ledger))
                .allSatisfy(one ->
                        assertThat(one.addedTo(pool)).singleElement().matches(node -> node.hasInstance("instance-2")));
        assertThat(ledger.of("pool").isOpen()).isTrue();
        assertThat(new PoolLedger().of("pool").isOpen()).isFalse();
    }

    private static NodePool pool(String... instances) {
        return NodePool.builder("pool", "pool", KubernetesVersion.parse("v1.33.1"))
                .size(instances.length)
                .nodes(Stream.of(instances)
                        .map(instance -> PoolNode.builder("node of " + instance)
                                .instanceId(instance)
                                .build())
                        .toList())
                .build();
    }

    private static NodeState node(String name) {
        return NodeState.planned(
                new NodeIdentity(name, "uid of " + name),
                "instance of " + name,
                new NodeAddresses("10.0.10.1", List.of()),
                "AD-1",
                null,
                "pool",
                "pool",
                KubernetesVersion.parse("v1.33.1"));
    }

    @Example
    void operationsOfTheRunAreNotThoseOfOthers() {
        PoolLedger ledger = new PoolLedger();
        Operation own = Operation.builder("own", Operation.State.IN_PROGRESS).build();
        Operation other =
                Operation.builder("other", Operation.State.IN_PROGRESS).build();
        ledger.began(own);

        assertThat(ledger.ofOthers(List.of(own, other))).containsExactly(other);
    }
}
