package io.github.evenkeel.pool;

import static io.github.evenkeel.pool.NodesOfDomains.instance;
import static io.github.evenkeel.pool.NodesOfDomains.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolAccountTest {
    private static final KubernetesVersion VERSION = KubernetesVersion.parse("v1.33.1");

    private final PoolAccount account = new PoolAccount("pool");

    @Test
    void whatComesWhileASuccessorIsAwaitedIsNotKnown() {
        account.remember(pool(instance("AD-1")), "node-2");
        delete(node("node-1", "AD-1"));

        account.remember(pool(instance("AD-1"), instance("AD-2")), "node-2");

        assertThat(account.knows(instance("AD-1"))).isTrue();
        assertThat(account.knows(instance("AD-2"))).isFalse();
    }

    private void delete(NodeState node) {
        account.awaited().deletes(node, Optional.empty());
    }

    private static NodePool pool(PoolNode... nodes) {
        return NodePool.builder("pool", "pool", VERSION).nodes(List.of(nodes)).build();
    }

    @Test
    void theLastNodesShrinkThePool() {
        account.opens(5, 2, 5 - 2);
        account.expects(7);

        assertThat(List.of("node-1", "node-2", "node-3", "node-1", "node-4", "node-5"))
                .extracting(account::decide)
                .containsExactly(
                        DeletionKind.REPLACED,
                        DeletionKind.REPLACED,
                        DeletionKind.REPLACED,
                        DeletionKind.REPLACED, // it was decided before
                        DeletionKind.SURPLUS,
                        DeletionKind.SURPLUS);
    }

    @Test
    void anotherProcessDecidesAsTheOneBeforeIt() {
        account.remember("instance-1");
        account.opens(5, 2, 3);
        account.decide("node-1");
        account.decide("node-2");
        PoolAccount another = new PoolAccount("pool");
        another.recall(account.entries().surge().orElseThrow());
        another.recall(account.entries().instances().known());
        another.decided("node-9", DeletionKind.SURPLUS);

        assertThat(another.entries()).isEqualTo(account.entries());
        assertThat(another.needsSize()).isTrue();
        another.goesOnFrom(ofSize(7)); // node-9 does not show in it yet
        assertThat(another.needsSize()).isFalse();
        assertThat(another.decide("node-3")).isEqualTo(DeletionKind.REPLACED);
        assertThat(another.decide("node-4")).isEqualTo(DeletionKind.SURPLUS);
        assertThat(another.decide("node-9")).isEqualTo(DeletionKind.SURPLUS);
        assertThat(another.added()).isEqualTo(2);
        assertThat(another.sizeWithoutSurge()).contains(5);
    }

    private static NodePool ofSize(int size) {
        return NodePool.builder("pool", "pool", KubernetesVersion.parse("v1.33.1"))
                .size(size)
                .build();
    }

    /** Such as by a process that was to add nodes, and ended before; or as another client has made it smaller. */
    @Test
    void aPoolThatHasItsSizeIsNeverMadeSmaller() {
        account.opens(5, 2, 0);
        account.goesOnFrom(ofSize(6));

        assertThat(account.decide("node-1")).isEqualTo(DeletionKind.SURPLUS);
        assertThat(account.decide("node-2")).isEqualTo(DeletionKind.REPLACED);
    }

    @Test
    void whatAnotherClientHasAddedIsNotTooMuch() {
        account.opens(5, 2, 3);
        assertThat(account.tooMany(ofSize(8))).isEqualTo(2);
        assertThat(account.tooMany(ofSize(6))).isEqualTo(1);

        account.expects(6);
        assertThat(account.tooMany(ofSize(8))).isEqualTo(1);

        PoolAccount another = new PoolAccount("pool");
        another.recall(account.entries().surge().orElseThrow());
        assertThat(another.tooMany(ofSize(8))).isEqualTo(1);
        another.goesOnFrom(ofSize(8));
        assertThat(another.tooMany(ofSize(8))).isEqualTo(1);
    }

    @Test
    void withoutSurgeEachNodeIsReplaced() {
        account.opens(5, 2, 0);
        account.closes();

        assertThat(account.decide("node-1")).isEqualTo(DeletionKind.REPLACED);
        assertThat(account.added()).isZero();
        assertThat(account.entries().surge()).isEmpty();
    }

    @Test
    void aPoolWasShrunkIfItIsSmallerThanTheRunsOwnChangesMakeIt() {
        account.opens(5, 2, 1);
        account.expects(7);

        assertThat(account.wasShrunk(ofSize(7))).isFalse();
        assertThat(account.wasShrunk(ofSize(6))).isTrue();
        account.decide("node-1");
        assertThat(account.wasShrunk(ofSize(6))).as("node-1 is replaced").isTrue();
        account.decide("node-2");
        assertThat(account.wasShrunk(ofSize(6))).as("node-2 is surplus").isFalse();
        assertThat(account.wasShrunk(ofSize(5))).isTrue();
        account.closes();
        assertThat(account.wasShrunk(ofSize(4))).as("its size is its own again").isFalse();
    }

    @Test
    void anInstanceThatIsRememberedIsKnown() {
        account.remember("instance in AD-1");

        assertThat(account.knows(instance("AD-1"))).isTrue();
        assertThat(account.knows(instance("AD-2"))).isFalse();
    }
}
