package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code ManagedCluster} that changes the size of its node pools. */
public abstract class NodePoolSizeContract {
    private static final int SIZE = 3;

    private ManagedClusterFixture fixture;
    private ManagedCluster port;

    /** For subclasses. */
    protected NodePoolSizeContract() {}

    /** Starts a cluster of one node pool. */
    protected abstract ManagedClusterFixture fixture();

    @BeforeEach
    final void start() {
        fixture = fixture();
        port = fixture.port();
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    // Increase

    @Test
    void anIncreaseAddsNodesAndChangesNothingElse() {
        NodePool before = pool();

        Operation begun = port.increaseNodePoolSize(before, SIZE + 2);

        assertFalse(begun.id().isBlank());
        assertTrue(
                pool().lifecycle() == Lifecycle.UPDATING || isEnded(begun), "a pool that is being resized says that");
        done(begun);
        fixture.await("the additional nodes", () -> active(pool()) == SIZE + 2);
        NodePool after = pool();
        assertEquals(SIZE + 2, after.size());
        assertEquals(SIZE + 2, after.machines().size());
        assertEquals(List.of(), after.placeholders());
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertEquals(before.version(), after.version());
        assertEquals(before.image(), after.image());
        assertEquals(NodeCycling.ON, after.cycling());
        assertNotEquals(before.revision(), after.revision());
        assertTrue(instances(after).containsAll(instances(before)), "no node was replaced");
        assertTrue(after.nodes().stream().allMatch(node -> node.version().equals(Optional.of(fixture.current()))));
        assertEquals(List.of(), port.operationsInFlight());
    }

    @Test
    void anIncreaseFromALookThatIsOutOfDateIsRefused() {
        NodePool old = pool();
        fixture.poolResizedByAnotherClient(SIZE + 1);
        fixture.await("a fourth node", () -> active(pool()) == SIZE + 1);

        Refused.with(Outcome.CONFLICT, () -> port.increaseNodePoolSize(old, SIZE + 1));
        Refused.with(Outcome.CONFLICT, () -> port.increaseNodePoolSize(old, SIZE + 2));

        assertEquals(SIZE + 1, pool().size());
        assertEquals(List.of(), port.operationsInFlight());
    }

    @Test
    void aSizeThatIsNoIncreaseIsRejected() {
        NodePool seen = pool();

        Refused.with(Outcome.REJECTED, () -> port.increaseNodePoolSize(seen, SIZE));
        Refused.with(Outcome.REJECTED, () -> port.increaseNodePoolSize(seen, SIZE - 1));

        assertEquals(seen, pool());
    }

    @Test
    void aBusyPoolIsNotResized() {
        fixture.beginChangeOfAnotherClient(fixture.poolId());
        NodePool seen = pool();

        Refused.with(Outcome.CONFLICT, () -> port.increaseNodePoolSize(seen, SIZE + 1));
        Refused.with(
                Outcome.CONFLICT,
                () -> port.deleteSurplusNode(seen, seen.nodes().get(0)));

        fixture.endChangeOfAnotherClient();
        fixture.await("nothing is in flight", () -> port.operationsInFlight().isEmpty());
        assertEquals(SIZE, pool().size());
        done(port.increaseNodePoolSize(pool(), SIZE + 1));
    }

    @Test
    void whetherAnIncreaseOfUnknownOutcomeArrivedShowsWhenItIsRead() {
        NodePool seen = pool();
        fixture.loseAnswerOfNextIncrease();

        Refused.with(Outcome.UNKNOWN, () -> port.increaseNodePoolSize(seen, SIZE + 1));

        assertTrue(
                !port.operationsInFlight().isEmpty() || pool().size() == SIZE + 1,
                "the increase is in flight, or has come about");
        fixture.await("the additional node", () -> active(pool()) == SIZE + 1);
        Refused.with(Outcome.CONFLICT, () -> port.increaseNodePoolSize(seen, SIZE + 1));
        assertEquals(SIZE + 1, pool().size());
    }

    @Test
    void anIncreaseCarriesOutADeletionThatFailed() {
        NodePool before = pool();
        PoolNode old = before.nodes().get(0);
        fixture.failNextReplacement();
        ended(port.replaceNode(before, old));
        assertEquals(1, port.failedDeletions(fixture.poolId()).size());

        done(port.increaseNodePoolSize(pool(), SIZE + 1));

        assertEquals(List.of(), port.failedDeletions(fixture.poolId()));
        fixture.await(
                "the service ends the node after all",
                () -> pool().node(instanceOf(old)).filter(PoolNode::remains).isEmpty());
        fixture.await("the pool has its size", () -> active(pool()) == SIZE + 1);
    }

    // Placeholders

    @Test
    void aNodeThatCouldNotBeMadeIsAPlaceholderAndIsTakenBackByTheSize() {
        fixture.failNextLaunch();

        ended(port.increaseNodePoolSize(pool(), SIZE + 2));

        fixture.await("one more node", () -> active(pool()) == SIZE + 1);
        lacking();
        fixture.await("the end of all work", () -> port.operationsInFlight().isEmpty());
        NodePool lacking = pool();
        assertEquals(SIZE + 2, lacking.size());
        assertEquals(Lifecycle.NEEDS_ATTENTION, lacking.lifecycle());
        PoolNode placeholder = lacking.placeholders().get(0);
        assertEquals(Optional.empty(), placeholder.instanceId());
        assertFalse(placeholder.isMachine());
        Refused.with(Outcome.REJECTED, () -> port.deleteSurplusNode(lacking, placeholder));
        Refused.with(Outcome.REJECTED, () -> port.replaceNode(lacking, placeholder));

        done(port.removePlaceholders(lacking, SIZE + 1));

        NodePool after = pool();
        assertEquals(SIZE + 1, after.size());
        assertEquals(List.of(), after.placeholders());
        assertEquals(instances(lacking), instances(after));
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
    }

    @Test
    void aPlaceholderCanBecomeANodeAfterAllAndIsNotTakenBackThen() {
        fixture.delayNextLaunch();
        ended(port.increaseNodePoolSize(pool(), SIZE + 1));
        NodePool lacking = lacking();

        fixture.await("a node after all", () -> active(pool()) == SIZE + 1);

        PoolNode late = pool().machines().stream()
                .filter(node -> lacking.node(instanceOf(node)).isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), late.fault());
        assertTrue(late.privateIp().isPresent());
        Refused.with(Outcome.CONFLICT, () -> port.removePlaceholders(lacking, SIZE));
        NodePool after = pool();
        assertEquals(SIZE + 1, after.size());
        assertEquals(SIZE + 1, after.machines().size());
    }

    @Test
    void aSizeBelowTheNumberOfMachinesIsRejectedAndEveryMachineStays() {
        NodePool seen = pool();

        Refused.with(Outcome.REJECTED, () -> port.removePlaceholders(seen, SIZE - 1));
        Refused.with(Outcome.REJECTED, () -> port.removePlaceholders(seen, SIZE));

        assertEquals(seen, pool());
    }

    // Surplus nodes

    @Test
    void surplusNodesGoSeveralAtOnceAndNoneComesInTheirPlace() {
        done(port.increaseNodePoolSize(pool(), SIZE + 2));
        fixture.await("the additional nodes", () -> active(pool()) == SIZE + 2);
        NodePool large = pool();
        List<PoolNode> old = large.nodes().subList(0, 2);

        List<Operation> begun =
                old.stream().map(node -> port.deleteSurplusNode(large, node)).toList();

        Refused.with(Outcome.CONFLICT, () -> port.deleteSurplusNode(large, old.get(0)));
        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(large, old.get(1)));
        begun.forEach(this::done);
        fixture.await("the old nodes are no longer listed", () -> pool().nodes().size() == SIZE);
        NodePool after = pool();
        assertEquals(SIZE, after.size());
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertEquals(SIZE, active(after));
        Set<String> stay = instances(large);
        old.forEach(node -> stay.remove(instanceOf(node)));
        assertEquals(stay, instances(after));
        Refused.with(Outcome.NOT_FOUND, () -> port.deleteSurplusNode(pool(), old.get(0)));
        assertEquals(SIZE, pool().size());
    }

    @Test
    void aSurplusNodeGoesWhileAnotherIsReplaced() {
        done(port.increaseNodePoolSize(pool(), SIZE + 1));
        fixture.await("the additional node", () -> active(pool()) == SIZE + 1);
        NodePool large = pool();

        Operation replaced = port.replaceNode(large, large.nodes().get(0));
        Operation deleted = port.deleteSurplusNode(large, large.nodes().get(1));

        done(replaced);
        done(deleted);
        fixture.await(
                "the pool as large as before",
                () -> active(pool()) == SIZE && pool().nodes().size() == SIZE);
        assertEquals(SIZE, pool().size());
        assertTrue(instances(pool())
                .containsAll(List.of(
                        instanceOf(large.nodes().get(2)),
                        instanceOf(large.nodes().get(3)))));
    }

    private void done(Operation begun) {
        Operation ended = ended(begun);
        assertEquals(Operation.State.SUCCEEDED, ended.state(), () -> "state of " + ended);
    }

    private Operation ended(Operation begun) {
        fixture.await("the end of " + begun, () -> isEnded(begun));
        return port.operation(begun.id());
    }

    private boolean isEnded(Operation begun) {
        return port.operation(begun.id()).ended();
    }

    /** The pool with a placeholder that has a fault. */
    private NodePool lacking() {
        AtomicReference<NodePool> last = new AtomicReference<>(pool());
        fixture.await("a placeholder with its fault", () -> {
            NodePool now = pool();
            last.set(now);
            return now.placeholders().stream().anyMatch(node -> node.fault().isPresent());
        });
        return Objects.requireNonNull(last.get());
    }

    private NodePool pool() {
        return port.nodePool(fixture.poolId());
    }

    private static Set<String> instances(NodePool pool) {
        return pool.machines().stream().map(NodePoolSizeContract::instanceOf).collect(Collectors.toSet());
    }

    private static long active(NodePool pool) {
        return pool.nodes().stream()
                .filter(node -> node.lifecycle() == Lifecycle.ACTIVE)
                .count();
    }

    private static String instanceOf(PoolNode node) {
        return node.instanceId().orElseThrow();
    }
}
