package io.github.evenkeel.pool;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.FinalCheck;
import io.github.evenkeel.run.Operations;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node given up for another of the same pool.
 *
 * <p>{@link #request} is the point of no return, and {@link #requested} says whether it was passed.
 */
public final class Replacement {
    private final PlanSpec spec;
    private final Waits waits;
    private final Retries retries;
    private final Operations operations;
    private final FinalCheck lastLook;
    private final String poolId;
    private final PoolNode old;
    private final String oldInstance;
    private final ClusterNode oldNode;
    private final NodeAddresses oldAddresses;
    private final KubernetesVersion target;
    private final InstanceBaseline known = new InstanceBaseline();
    private final ExpectedDaemonSets daemonSets;
    private final NodeErrors errors;
    private final Readiness readiness;
    private PoolSize size = new PoolSize(0, 0);
    private @Nullable String volumesIn;
    private @Nullable Operation deletion;
    private boolean requested;

    public Replacement(
            PlanSpec spec,
            Waits waits,
            Retries retries,
            Operations operations,
            String poolId,
            PoolNode old,
            ClusterNode oldNode,
            KubernetesVersion target) {
        this.spec = spec;
        this.waits = waits;
        this.retries = retries;
        this.operations = operations;
        this.errors = new NodeErrors(spec.timing().replacement().nodeError(), spec.scheduler()::elapsed);
        this.daemonSets = new ExpectedDaemonSets(spec, retries);
        this.readiness = new Readiness(spec, waits, retries, daemonSets);
        this.lastLook = new FinalCheck(spec.scheduler(), waits);
        this.poolId = poolId;
        this.old = old;
        this.oldInstance = String.valueOf(old.instanceId());
        this.oldNode = oldNode;
        this.oldAddresses = NodeAddresses.of(old, oldNode);
        this.target = target;
        known.remember(oldInstance);
    }

    /**
     * The node that took the old one's place.
     *
     * @param old addresses of the old one
     * @param addresses of this one
     */
    public record Successor(PoolNode member, ClusterNode node, NodeAddresses old, NodeAddresses addresses) {
        /** Its address of the same kind as one that the old node had a backend at. */
        public String addressFor(String oldAddress) {
            return old.counterpartIn(addresses, oldAddress).orElseThrow();
        }
    }

    /** Whether the old node may have been given up: there is no way back, or none that is known. */
    public boolean requested() {
        return requested;
    }

    /**
     * What was there before, so that what is new can be told from it.
     *
     * @param poolSize how many nodes the pool had
     * @param known digests of its instances: identities of thousands are too long to be kept
     * @param daemonSets that had a pod on the node, each as UID/namespace/name
     * @param volumesIn the availability domain where pods of the node have volumes; null if there is none
     */
    public record Before(int poolSize, Set<String> known, Set<String> daemonSets, @Nullable String volumesIn) {}

    /** As {@link #prepare} told it once, perhaps to another process. */
    public void recall(Before before) {
        size = new PoolSize(
                before.poolSize, spec.continuity().acknowledged().sizeOf(poolId).orElse(before.poolSize));
        known.recall(before.known);
        volumesIn = before.volumesIn;
        daemonSets.recall(before.daemonSets);
    }

    /** @throws StepFailure if the pool of a node that was begun is no more, and that is not acknowledged */
    public void requirePool() {
        try {
            readPool();
        } catch (ServiceException e) {
            throw size.missing(poolId, e);
        }
    }

    /** Finds out whether a deletion that was once intended, perhaps by another process, came about. */
    public void settle() {
        requested = true;
        operations.awaitIdle(
                "cluster " + spec.cluster().id(),
                spec.cluster()::operationsInFlight,
                spec.timing().replacement().node());
        requested = readPool().node(oldInstance).filter(PoolNode::remains).isEmpty();
    }

    /** Whether the old node certainly is no more, by the pool and by Kubernetes, whoever deleted it. */
    public boolean oldOneIsGone() {
        return !oldInstanceIsThere(readPool()) && !oldNodeIsThere();
    }

    /** Looks at what is there before. */
    public Before prepare() {
        NodePool pool = readPool();
        size = PoolSize.of(pool);
        known.remember(pool);
        List<Pod> pods = podsOnOld();
        daemonSets.of(pods);
        lookForVolumes(pods);
        return new Before(size.before(), known.digests(), daemonSets.texts(), volumesIn);
    }

    /**
     * Looks once more where pods of the node have volumes: until it was cordoned, others could come.
     *
     * @return null if there are none, or the domain is not known
     */
    public @Nullable String volumesIn() {
        if (volumesIn == null) {
            lookForVolumes(podsOnOld());
        }
        return volumesIn;
    }

    private List<Pod> podsOnOld() {
        return retries.call("read pods", () -> spec.workloads().podsOn(oldNode.name()));
    }

    private void lookForVolumes(List<Pod> pods) {
        if (pods.stream().anyMatch(pod -> !pod.claims().isEmpty())) {
            volumesIn = old.availabilityDomain();
        }
    }

    /**
     * Asks for the deletion. An answer that was lost is settled by reading, never by asking again blindly.
     *
     * @param announce done before each last look, however long it takes
     * @param requireNothing throws if the node may not be deleted
     */
    public void request(Runnable announce, Runnable requireNothing) {
        Retries.Patience patience = retries.patience("delete node " + old.name());
        boolean unsettled = requested;
        while (true) {
            try {
                operations.awaitIdle(
                        "cluster " + spec.cluster().id(),
                        spec.cluster()::operationsInFlight,
                        spec.timing().replacement().nodePool());
                NodePool pool = readPool();
                Optional<PoolNode> member = pool.node(oldInstance).filter(PoolNode::remains);
                if (member.isEmpty()) {
                    requested = true;
                    return;
                }
                if (!unsettled) {
                    size.require(pool);
                    known.remember(pool); // somebody else may have added to it since
                }
                unsettled = false;
                requested = false;
                lastLook.take(
                        "node " + old.name(),
                        () -> {
                            announce.run();
                            waits.checkCancelledEvenIfUncancellable();
                        },
                        requireNothing);
                requested = true;
                deletion = spec.cluster().replaceNode(pool, member.get());
                return;
            } catch (ServiceException e) {
                unsettled |= requested && e.isOutcomeUnknown();
                requested = unsettled;
                patience.backoffOrThrow(e);
            }
        }
    }

    /**
     * Waits until the old node is gone, and a new one is there and at work.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     */
    public Successor await(Set<String> usedAddresses) {
        String object = "replacement of node " + old.name() + " in node pool " + poolId;
        String expected = "a ready node at " + target;
        return waits.await(
                new WaitCondition(object, expected, spec.timing().replacement().node()), () -> look(usedAddresses));
    }

    private PollResult<Successor> look(Set<String> usedAddresses) {
        NodePool pool = readPool();
        List<PoolNode> added = added(pool);
        boolean oldIsThere = oldInstanceIsThere(pool);
        Optional<StepFailure> trouble = added.stream()
                .filter(node -> node.fault() != null)
                .map(node -> failure("a node that can be made", "node " + node.name() + " with " + node.fault()))
                .findFirst()
                .or(() -> added.stream().anyMatch(node -> node.instanceId() != null)
                        ? Optional.empty() // there is one, whatever was told before
                        : failedDeletion());
        if (trouble.isPresent()) {
            if (oldIsThere && added.isEmpty()) {
                throw trouble.get(); // it is the deletion itself that failed
            }
            return errors.backoffOrThrow(trouble.get());
        }
        errors.none();
        if (oldIsThere) {
            return PollResult.notYet("the old one is not gone yet");
        }
        if (added.isEmpty()) {
            return PollResult.notYet("no new node in the pool yet" + size.note(pool));
        }
        size.require(pool);
        long there = pool.nodes().stream().filter(PoolNode::remains).count();
        if (there < size.accepted()) {
            return PollResult.notYet("the pool has " + there + " of its " + size.accepted() + " nodes");
        }
        requireNearVolumes(added.get(0));
        return capacity(added, usedAddresses);
    }

    /** Whether its pool is smaller on purpose, and has all of its nodes without one in place of the old one. */
    public boolean comesNoMore() {
        NodePool pool = readPool();
        return requested
                && size.isSmaller()
                && size.isThatOf(pool)
                && pool.nodes().stream().filter(PoolNode::remains).count() >= size.accepted()
                && added(pool).isEmpty()
                && oldOneIsGone();
    }

    private List<PoolNode> added(NodePool pool) {
        return pool.nodes().stream()
                .filter(node -> node.remains() && !known.include(node))
                .sorted(Comparator.comparing(this::isElsewhere))
                .toList();
    }

    /** One at the old one's address is in its place, and the backends there are its own. */
    private boolean isElsewhere(PoolNode node) {
        return node.privateIp() == null || !node.privateIp().equals(old.privateIp());
    }

    /** If somebody else has replaced a node meanwhile, nobody can tell whose place each has: all shall be at work. */
    private PollResult<Successor> capacity(List<PoolNode> added, Set<String> usedAddresses) {
        PollResult<Successor> first = joined(added.get(0), usedAddresses);
        for (PoolNode another : added.subList(1, added.size())) {
            PollResult<Successor> other = joined(another, Set.of());
            if (first.value() != null && other.value() == null) {
                return other;
            }
        }
        return first;
    }

    private boolean oldInstanceIsThere(NodePool pool) {
        return pool.node(oldInstance)
                .filter(node -> node.lifecycle() != Lifecycle.DELETED)
                .isPresent();
    }

    /** A block volume is attached in its own availability domain alone: pods that need it would wait for ever. */
    private void requireNearVolumes(PoolNode member) {
        String domain = volumesIn;
        String now = member.availabilityDomain();
        if (domain != null && now != null && !domain.equals(now)) {
            throw failure(
                    "a node in availability domain " + domain + ", as pods of the old one have volumes there",
                    "node " + member.name() + " in " + now);
        }
    }

    private PollResult<Successor> joined(PoolNode member, Set<String> usedAddresses) {
        if (member.lifecycle() != Lifecycle.ACTIVE) {
            return PollResult.notYet("node " + member.name() + " is " + member.lifecycle());
        }
        Optional<ClusterNode> found = retries.call(
                "find node of " + member.instanceId(), () -> spec.workloads().nodeOf(member));
        if (found.isEmpty()) {
            return PollResult.notYet("node " + member.name() + " has not joined the cluster yet");
        }
        ClusterNode node = found.get();
        NodeAddresses its = NodeAddresses.of(member, node);
        List<String> lacking = usedAddresses.stream()
                .filter(address -> oldAddresses.counterpartIn(its, address).isEmpty())
                .sorted()
                .toList();
        if (its.all().isEmpty() || !lacking.isEmpty()) {
            return PollResult.notYet("node " + node.name() + " has no address yet like " + String.join(", ", lacking)
                    + " of the old one; it has " + its.all());
        }
        requireTarget(node);
        if (node.ready() && oldNodeIsThere()) {
            return PollResult.notYet("the old one is still a node of the cluster");
        }
        return readiness.look(node).map(well -> new Successor(member, well, oldAddresses, its));
    }

    /** Waits until it is at work, or is so again: one that has just come may not be Ready for good. */
    public void awaitAtWork(Successor there) {
        readiness.await(there.node());
    }

    private void requireTarget(ClusterNode node) {
        if (node.version() != null && !node.version().equals(target)) {
            throw failure("version " + target, "node " + node.name() + " at " + node.version());
        }
    }

    private boolean oldNodeIsThere() {
        Optional<ClusterNode> before = retries.call(
                "read node " + oldNode.name(), () -> spec.workloads().node(oldNode.name()));
        return before.filter(NodeIdentity.of(oldNode)::is).isPresent();
    }

    /** It fails also if the old node is gone and a new one could not be made, which may come all the same. */
    private Optional<StepFailure> failedDeletion() {
        Operation now = deletion;
        if (now == null) {
            return Optional.empty();
        }
        if (!now.ended()) {
            now = operations.read(now, spec.cluster()::operation);
            deletion = now;
        }
        return now.ended() && now.state() != Operation.State.SUCCEEDED
                ? Optional.of(new StepFailure(
                        "deletion of node " + old.name() + " (operation " + now.id() + ")",
                        "SUCCEEDED",
                        now.state() + (now.detail() == null ? "" : ": " + now.detail()),
                        now.requestId()))
                : Optional.empty();
    }

    private NodePool readPool() {
        try {
            return retries.call("read node pool " + poolId, () -> spec.cluster().nodePool(poolId));
        } catch (ServiceException e) {
            return size.ofMissing(poolId, target, e);
        }
    }

    private StepFailure failure(String expected, String found) {
        return new StepFailure("replacement of node " + old.name() + " in node pool " + poolId, expected, found);
    }
}
