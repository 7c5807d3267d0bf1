package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code ManagedCluster}. */
public abstract class ManagedClusterContract {
    private static final int SIZE = 3;

    private ManagedClusterFixture fixture;
    private ManagedCluster port;

    /** For subclasses. */
    protected ManagedClusterContract() {}

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

    // What is read

    @Test
    void describesTheControlPlane() {
        ClusterDescription seen = port.describe();

        assertEquals(port.id(), seen.id());
        assertEquals(Lifecycle.ACTIVE, seen.lifecycle());
        assertEquals(fixture.current(), seen.version());
        assertTrue(seen.availableUpgrades().contains(fixture.next()));
        assertEquals(seen, port.describe());
    }

    @Test
    void describesThePoolAndItsNodes() {
        assertEquals(List.of(fixture.poolId()), port.nodePoolIds());
        NodePool pool = pool();

        assertEquals(fixture.poolId(), pool.id());
        assertEquals(Lifecycle.ACTIVE, pool.lifecycle());
        assertEquals(fixture.current(), pool.version());
        assertEquals(SIZE, pool.size());
        assertEquals(NodeCycling.ON, pool.cycling());
        assertEquals(SIZE, remaining(pool).size());
        Set<String> addresses = new HashSet<>();
        for (PoolNode node : pool.nodes()) {
            assertEquals(Lifecycle.ACTIVE, node.lifecycle());
            assertEquals(Optional.of(fixture.current()), node.version());
            assertFalse(node.name().isBlank());
            assertEquals(Optional.empty(), node.fault());
            assertTrue(node.availabilityDomain().isPresent(), "the availability domain is known");
            assertTrue(node.faultDomain().isPresent(), "the fault domain is known");
            assertTrue(addresses.add(node.privateIp().orElseThrow()), "each node has an address of its own");
        }
        assertEquals(pool, pool());
    }

    @Test
    void aPoolThatIsNotThereIsNotFound() {
        Refused.with(Outcome.NOT_FOUND, () -> port.nodePool(fixture.poolId() + "x"));
    }

    @Test
    void hasAnImageForAVersionThatItOffersAndNoneForAnother() {
        NodePool pool = pool();

        Optional<NodeImage> image = port.imageFor(pool, fixture.next());

        assertTrue(image.isPresent());
        assertNotEquals(pool.image(), image);
        assertEquals(image, port.imageFor(pool, fixture.next()));
        assertEquals(Optional.empty(), port.imageFor(pool, fixture.unknown()));
    }

    @Test
    void theAddOnsAreReadWithWhatIsOfferedForAVersion() {
        assertEquals(Optional.of(List.of()), port.addOns(fixture.next()));

        List<AddOn> installed = fixture.installAddOns();

        List<AddOn> seen = port.addOns(fixture.next()).orElseThrow();
        assertEquals(Set.copyOf(installed), Set.copyOf(seen));
        assertEquals(installed.size(), seen.size());
        assertTrue(seen.stream().anyMatch(addOn -> addOn.version()
                .filter(version -> !addOn.offered().contains(version))
                .isPresent()));
    }

    // The control plane

    @Test
    void anUpgradeOfTheControlPlaneShowsWhenItHasEnded() {
        ClusterDescription before = port.describe();
        List<PoolNode> nodes = pool().nodes();

        Operation begun = port.upgradeControlPlane(before, fixture.next());

        assertTrue(
                port.describe().lifecycle() == Lifecycle.UPDATING || isEnded(begun),
                "a cluster that is being upgraded is not ACTIVE");
        done(begun);
        ClusterDescription after = port.describe();
        assertEquals(fixture.next(), after.version());
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertNotEquals(before.revision(), after.revision());
        assertFalse(after.availableUpgrades().contains(fixture.next()));
        assertEquals(fixture.current(), pool().version());
        assertEquals(nodes, pool().nodes());
    }

    @Test
    void anUpgradeFromALookThatIsOutOfDateIsRefused() {
        ClusterDescription old = port.describe();
        fixture.clusterChangedByAnotherClient();

        Refused.with(Outcome.CONFLICT, () -> port.upgradeControlPlane(old, fixture.next()));

        assertEquals(List.of(), port.operationsInFlight());
        assertEquals(fixture.current(), port.describe().version());
    }

    @Test
    void aVersionThatTheControlPlaneCanNotBeUpgradedToIsRejected() {
        ClusterDescription seen = port.describe();

        Refused.with(Outcome.REJECTED, () -> port.upgradeControlPlane(seen, fixture.unknown()));

        assertEquals(seen, port.describe());
    }

    // The pool

    @Test
    void anUpdateOfThePoolIsForNodesToComeAndLeavesThoseThatAreThere() {
        upgraded();
        NodePool before = pool();
        NodeImage image = port.imageFor(before, fixture.next()).orElseThrow();

        Operation begun = port.updateNodePool(before, fixture.next(), image);

        assertTrue(
                pool().lifecycle() == Lifecycle.UPDATING || isEnded(begun), "a pool that is being updated says that");
        done(begun);
        NodePool after = pool();
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertEquals(fixture.next(), after.version());
        assertEquals(image.id(), imageOf(after).id());
        assertEquals(SIZE, after.size());
        assertEquals(NodeCycling.OFF, after.cycling());
        assertNotEquals(before.revision(), after.revision());
        assertEquals(instances(before), instances(after));
        assertTrue(after.nodes().stream()
                .allMatch(node -> Optional.of(fixture.current()).equals(node.version())));
    }

    @Test
    void offersVersionsForNodesAndAPoolGoesBackToAnOlderOneWithItsImage() {
        NodeImage older = imageOf(pool());
        updated();
        NodePool newer = pool();

        assertTrue(port.nodeVersions().containsAll(List.of(fixture.current(), fixture.next())));
        assertFalse(port.nodeVersions().contains(fixture.unknown()));
        Refused.with(Outcome.CONFLICT, () -> port.updateNodePool(newer, fixture.current(), imageOf(newer)));
        assertEquals(newer, pool());
        assertTrue(port.imageFor(newer, fixture.current()).isPresent());

        done(port.updateNodePool(newer, fixture.current(), older));

        NodePool after = pool();
        assertEquals(fixture.current(), after.version());
        assertEquals(older.id(), imageOf(after).id());
        assertEquals(instances(newer), instances(after));
    }

    @Test
    void aPoolIsNotMadeNewerThanTheControlPlane() {
        NodePool seen = pool();
        NodeImage image = port.imageFor(seen, fixture.next()).orElseThrow();

        Refused.with(Outcome.REJECTED, () -> port.updateNodePool(seen, fixture.next(), image));

        assertEquals(seen, pool());
    }

    @Test
    void anUpdateFromALookThatIsOutOfDateIsRefused() {
        upgraded();
        NodePool old = pool();
        NodeImage image = port.imageFor(old, fixture.next()).orElseThrow();
        fixture.poolResizedByAnotherClient(SIZE + 1);
        fixture.await("a fourth node", () -> active(pool()) == SIZE + 1);

        Refused.with(Outcome.CONFLICT, () -> port.updateNodePool(old, fixture.next(), image));

        NodePool now = pool();
        assertEquals(fixture.current(), now.version());
        assertEquals(SIZE + 1, now.size());
        assertEquals(List.of(), port.operationsInFlight());
    }

    @Test
    void aPoolTakesNoChangeWhileAnotherIsInFlight() {
        upgraded();
        fixture.beginChangeOfAnotherClient(fixture.poolId());
        NodePool seen = pool();
        NodeImage image = port.imageFor(seen, fixture.next()).orElseThrow();

        assertEquals(1, port.operationsInFlight().size());
        Refused.with(Outcome.CONFLICT, () -> port.updateNodePool(seen, fixture.next(), image));
        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(seen, seen.nodes().get(0)));

        fixture.endChangeOfAnotherClient();
        fixture.await("nothing is in flight", () -> port.operationsInFlight().isEmpty());
        assertEquals(instances(seen), instances(pool()));
        done(port.updateNodePool(pool(), fixture.next(), image));
    }

    @Test
    void neitherControlPlaneNorPoolTakeAChangeWhileOneOfTheControlPlaneIsInFlight() {
        fixture.beginChangeOfAnotherClient(port.id());
        ClusterDescription cluster = port.describe();
        NodePool seen = pool();

        assertEquals(1, port.operationsInFlight().size());
        Refused.with(Outcome.CONFLICT, () -> port.upgradeControlPlane(cluster, fixture.next()));
        Refused.with(Outcome.CONFLICT, () -> port.updateNodePool(seen, fixture.current(), imageOf(seen)));
        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(seen, seen.nodes().get(0)));

        fixture.endChangeOfAnotherClient();
        fixture.await("nothing is in flight", () -> port.operationsInFlight().isEmpty());
        assertEquals(instances(seen), instances(pool()));
        upgraded();
    }

    @Test
    void anUpdateThatFailsSaysWhyAndLeavesThePoolAsItWas() {
        upgraded();
        NodePool before = pool();
        NodeImage image = port.imageFor(before, fixture.next()).orElseThrow();
        fixture.failNextPoolUpdate();

        Operation ended = ended(port.updateNodePool(before, fixture.next(), image));

        assertEquals(Operation.State.FAILED, ended.state());
        assertTrue(ended.detail().isPresent());
        NodePool after = pool();
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertEquals(before.version(), after.version());
        assertEquals(before.image(), after.image());
        assertEquals(List.of(), port.failedDeletions(fixture.poolId()));
        done(port.updateNodePool(after, fixture.next(), image));
    }

    // Nodes

    @Test
    void aReplacedNodeGoesAndAnotherInstanceOfThePoolsVersionComesInItsPlace() {
        updated();
        NodePool before = pool();
        PoolNode old = before.nodes().get(0);
        String instance = instanceOf(old);

        Operation begun = port.replaceNode(before, old);

        assertEquals(SIZE, pool().size());
        done(begun);
        assertFalse(remains(pool(), instance));
        fixture.await("the node in its place", () -> active(pool()) == SIZE);
        NodePool after = pool();
        assertEquals(SIZE, after.size());
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        Set<String> added = instances(after);
        added.removeAll(instances(before));
        assertEquals(1, added.size());
        PoolNode next = after.node(added.iterator().next()).orElseThrow();
        assertEquals(Optional.of(fixture.next()), next.version());
        assertTrue(next.privateIp().isPresent());
        assertEquals(Optional.empty(), next.fault());
        fixture.await(
                "the old node is no longer listed", () -> pool().node(instance).isEmpty());
        assertEquals(SIZE, pool().nodes().size());
    }

    @Test
    void aReplacementThatIsAskedForAgainIsRefusedAndOneNodeComes() {
        NodePool before = pool();
        PoolNode old = before.nodes().get(0);
        Operation begun = port.replaceNode(before, old);

        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(before, old));

        done(begun);
        fixture.await("the node in its place", () -> active(pool()) == SIZE);
        fixture.await("the old node is no longer listed", () -> pool().nodes().size() == SIZE);
        Refused.with(Outcome.NOT_FOUND, () -> port.replaceNode(pool(), old));
        assertEquals(SIZE, remaining(pool()).size());
        assertEquals(List.of(), port.operationsInFlight());
    }

    @Test
    void severalNodesOfOnePoolAreReplacedAtOnce() {
        updated();
        NodePool before = pool();
        List<PoolNode> old = before.nodes().subList(0, 2);

        List<Operation> begun =
                old.stream().map(node -> port.replaceNode(before, node)).toList();

        assertNotEquals(begun.get(0).id(), begun.get(1).id());
        List<Operation> inFlight = port.operationsInFlight();
        for (Operation one : begun) {
            assertTrue(
                    inFlight.stream().anyMatch(other -> other.id().equals(one.id())) || isEnded(one),
                    "each of them is in flight or has ended");
        }
        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(before, old.get(0)));
        Refused.with(Outcome.CONFLICT, () -> port.replaceNode(pool(), old.get(1)));
        begun.forEach(this::done);
        fixture.await("the nodes in their places", () -> active(pool()) == SIZE);
        fixture.await("the old nodes are no longer listed", () -> pool().nodes().size() == SIZE);
        NodePool after = pool();
        assertEquals(Lifecycle.ACTIVE, after.lifecycle());
        assertEquals(SIZE, after.size());
        Set<String> stayed = instances(after);
        stayed.retainAll(instances(before));
        assertEquals(Set.of(instanceOf(before.nodes().get(2))), stayed);
        old.forEach(node -> Refused.with(Outcome.NOT_FOUND, () -> port.replaceNode(pool(), node)));
    }

    @Test
    void aPoolIsUpdatingUntilTheLastOfItsNodesIsReplaced() {
        NodePool before = pool();
        List<Operation> begun = before.nodes().stream()
                .map(node -> port.replaceNode(before, node))
                .toList();

        fixture.await("the end of all", () -> {
            boolean updating = pool().lifecycle() == Lifecycle.UPDATING;
            boolean ended = begun.stream().allMatch(this::isEnded);
            assertTrue(updating || ended, "a pool whose nodes are being replaced is not ACTIVE");
            return ended;
        });
        fixture.await("all nodes are others", () -> active(pool()) == SIZE);
    }

    @Test
    void aReplacementThatFailsBesideOneThatSucceedsIsToldUntilItsOwnNodeIsGone() {
        NodePool before = pool();
        PoolNode first = before.nodes().get(0);
        fixture.failNextReplacement();

        Operation failing = port.replaceNode(before, first);
        Operation other = port.replaceNode(before, before.nodes().get(1));

        assertEquals(Operation.State.FAILED, ended(failing).state());
        done(other);
        assertTrue(remains(pool(), instanceOf(first)));
        assertEquals(List.of(failing.id()), failedDeletions());
        done(port.replaceNode(pool(), before.nodes().get(2)));
        assertEquals(List.of(failing.id()), failedDeletions());

        done(port.replaceNode(pool(), first));
        assertEquals(List.of(), failedDeletions());
        fixture.await("all nodes are others", () -> active(pool()) == SIZE);
    }

    @Test
    void aPoolWhoseNodesAreBeingReplacedIsNotUpdated() {
        upgraded();
        NodePool before = pool();
        NodeImage image = port.imageFor(before, fixture.next()).orElseThrow();
        Operation begun = port.replaceNode(before, before.nodes().get(0));

        try {
            port.updateNodePool(pool(), fixture.next(), image);
            assertTrue(isEnded(begun), "a pool is updated while a node of it is being replaced");
        } catch (ServiceException refused) {
            assertEquals(Outcome.CONFLICT, refused.outcome());
        }

        done(begun);
        fixture.await("the node in its place", () -> active(pool()) == SIZE);
    }

    @Test
    void aNodeThatIsNotThereOrHasNoInstanceIsNotReplaced() {
        NodePool pool = pool();
        PoolNode like = pool.nodes().get(0);

        Refused.with(Outcome.NOT_FOUND, () -> port.replaceNode(pool, withInstance(like, instanceOf(like) + "x")));
        Refused.with(Outcome.REJECTED, () -> port.replaceNode(pool, withInstance(like, null)));

        assertEquals(pool, pool());
    }

    @Test
    void whetherAReplacementOfUnknownOutcomeArrivedShowsWhenItIsRead() {
        NodePool pool = pool();
        PoolNode old = pool.nodes().get(0);
        String instance = instanceOf(old);
        fixture.loseNextReplacement();
        Refused.with(Outcome.UNKNOWN, () -> port.replaceNode(pool, old));
        assertEquals(List.of(), port.operationsInFlight());
        assertTrue(remains(pool(), instance));

        fixture.loseAnswerOfNextReplacement();
        Refused.with(Outcome.UNKNOWN, () -> port.replaceNode(pool, old));
        assertTrue(
                !port.operationsInFlight().isEmpty() || !remains(pool(), instance),
                "the deletion is in flight, or the node is on its way out");
        fixture.await("the node is gone", () -> !remains(pool(), instance));
        fixture.await("the node in its place", () -> active(pool()) == SIZE);
    }

    @Test
    void aReplacementThatFailsLeavesTheNodeAndIsToldUntilThePoolChanges() {
        updated();
        NodePool before = pool();
        PoolNode old = before.nodes().get(0);
        fixture.failNextReplacement();

        Operation ended = ended(port.replaceNode(before, old));

        assertEquals(Operation.State.FAILED, ended.state());
        assertTrue(ended.detail().isPresent());
        assertEquals(instances(before), instances(pool()));
        assertEquals(List.of(ended.id()), failedDeletions());
        assertEquals(List.of(), port.operationsInFlight());

        NodePool now = pool();
        done(port.updateNodePool(now, fixture.next(), imageOf(now)));
        assertEquals(List.of(), port.failedDeletions(fixture.poolId()));
        fixture.await("the service ends the node after all", () -> !remains(pool(), instanceOf(old)));
        fixture.await("the node in its place", () -> active(pool()) == SIZE);
    }

    @Test
    void aNodeThatCouldNotBeMadeIsListedWithItsFaultAndWithoutInstance() {
        NodePool before = pool();
        fixture.failNextLaunch();

        ended(port.replaceNode(before, before.nodes().get(0)));

        fixture.await("a node with a fault", () -> pool().nodes().stream()
                .anyMatch(node -> node.fault().isPresent()));
        NodePool after = pool();
        PoolNode missing = after.nodes().stream()
                .filter(node -> node.fault().isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), missing.instanceId());
        assertEquals(Optional.empty(), missing.privateIp());
        assertTrue(missing.remains());
        assertEquals(Lifecycle.NEEDS_ATTENTION, after.lifecycle());
        assertEquals(SIZE, after.size());
    }

    // Operations and failures

    @Test
    void anOperationIsInFlightUntilItEndsAndCanBeReadAfterwards() {
        Operation begun = port.replaceNode(pool(), pool().nodes().get(0));

        assertFalse(begun.id().isBlank());
        assertFalse(begun.kind().isBlank());
        assertTrue(
                port.operationsInFlight().stream().anyMatch(one -> one.id().equals(begun.id())) || isEnded(begun),
                "what is accepted is in flight or has ended");
        assertEquals(begun.id(), ended(begun).id());
        assertEquals(List.of(), port.operationsInFlight());
        assertEquals(Operation.State.SUCCEEDED, port.operation(begun.id()).state());
        Refused.with(Outcome.NOT_FOUND, () -> port.operation(begun.id() + "x"));
    }

    @Test
    void aCallThatFailsHasItsOutcomeAndTheNextOneIsAnswered() {
        for (Outcome outcome : List.of(
                Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNKNOWN, Outcome.UNAUTHENTICATED, Outcome.NOT_FOUND)) {
            fixture.failNextDescribe(outcome);

            Refused.with(outcome, port::describe);
            assertEquals(port.id(), port.describe().id());
        }
    }

    private void upgraded() {
        done(port.upgradeControlPlane(port.describe(), fixture.next()));
    }

    private void updated() {
        upgraded();
        NodePool pool = pool();
        done(port.updateNodePool(
                pool, fixture.next(), port.imageFor(pool, fixture.next()).orElseThrow()));
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

    private List<String> failedDeletions() {
        return port.failedDeletions(fixture.poolId()).stream()
                .map(Operation::id)
                .toList();
    }

    private NodePool pool() {
        return port.nodePool(fixture.poolId());
    }

    private static Set<String> instances(NodePool pool) {
        return remaining(pool).stream().map(ManagedClusterContract::instanceOf).collect(Collectors.toSet());
    }

    private static List<PoolNode> remaining(NodePool pool) {
        return pool.nodes().stream().filter(PoolNode::remains).toList();
    }

    private static long active(NodePool pool) {
        return pool.nodes().stream()
                .filter(node -> node.lifecycle() == Lifecycle.ACTIVE)
                .count();
    }

    private static boolean remains(NodePool pool, String instance) {
        return pool.node(instance).filter(PoolNode::remains).isPresent();
    }

    private static String instanceOf(PoolNode node) {
        return node.instanceId().orElseThrow(() -> new AssertionError("no instance: " + node));
    }

    private static NodeImage imageOf(NodePool pool) {
        return pool.image().orElseThrow(() -> new AssertionError("no image: " + pool));
    }

    private static PoolNode withInstance(PoolNode like, @Nullable String instance) {
        return like.toBuilder().instanceId(instance).build();
    }
}
