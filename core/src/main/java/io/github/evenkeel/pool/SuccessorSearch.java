package io.github.evenkeel.pool;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Waits for the node that a pool creates in place of a deleted one. */
final class SuccessorSearch {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final NodeState state;
    private final OldNode old;
    private final NodeDeletion deletion;
    private final PoolAccount account;
    private final PoolLedger ledger;
    private final NewNodes newNodes;
    private final NodeErrors errors;
    private final Supplier<PoolBaseline> baseline;

    SuccessorSearch(
            PlanSpec spec,
            NodeScope scope,
            NodeState state,
            OldNode old,
            NodeDeletion deletion,
            PoolLedger ledger,
            NewNodes newNodes,
            Supplier<PoolBaseline> baseline) {
        this.spec = spec;
        this.scope = scope;
        this.state = state;
        this.old = old;
        this.deletion = deletion;
        account = ledger.of(state.poolId());
        this.ledger = ledger;
        this.newNodes = newNodes;
        this.errors = new NodeErrors(spec.timing().replacement().nodeError(), spec.scheduler()::elapsed);
        this.baseline = baseline;
    }

    /**
     * Waits until the old node is gone, and a new one is there and at work.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     */
    SuccessorState await(Set<String> usedAddresses) {
        String object = "replacement of node " + old.name() + " in node pool " + state.poolId();
        String expected = "a ready node at " + state.version();
        return scope.waits()
                .await(
                        new WaitCondition(
                                        object,
                                        expected,
                                        spec.timing().replacement().node())
                                .unhurried(),
                        () -> look(usedAddresses));
    }

    private PollResult<SuccessorState> look(Set<String> usedAddresses) {
        NodePool pool = old.readPool();
        List<PoolNode> added = added(pool);
        boolean oldIsThere = old.instanceIsThere(pool);
        Optional<StepFailure> trouble = added.stream()
                .flatMap(node -> node.fault().stream()
                        .map(fault -> failure("a node that can be made", "node " + node.name() + " with " + fault)))
                .findFirst()
                .or(() -> added.stream().anyMatch(node -> node.instanceId().isPresent())
                        ? Optional.empty() // there is one, whatever was told before
                        : deletion.failure());
        if (trouble.isPresent()) {
            if (oldIsThere && added.isEmpty()) {
                throw trouble.get(); // it is the deletion itself that failed
            }
            return errors.backoffOrThrow(trouble.get());
        }
        errors.none();
        PoolSize size = old.size();
        if (oldIsThere) {
            return PollResult.notYet("the old one is not gone yet");
        }
        if (added.isEmpty()) {
            return PollResult.notYet("no new node in the pool yet" + size.note(pool));
        }
        size.require(pool);
        long there = pool.nodes().stream().filter(PoolNode::remains).count();
        int toCome = account.awaited().besides(old.name());
        if (there + toCome < size.accepted()) {
            return PollResult.notYet("the pool has " + there + " of its " + size.accepted() + " nodes");
        }
        List<PoolNode> own = added.stream()
                .filter(node -> ledger.isClaimedBy(node, old.name())
                        || ((toCome == 0 || !account.awaited().isForAnother(node, old.name()))
                                && !account.awaited().isAtAddressOfAnother(node, old.name())))
                .toList();
        if (own.isEmpty()) {
            return PollResult.notYet("the new nodes are in the places of other deleted nodes");
        }
        if (account.isOpen()) {
            return ofSurge(pool, own, usedAddresses);
        }
        if (!SurgeSearch.isNear(volumesIn(), own.get(0))) {
            return awayFromVolumes(own.get(0));
        }
        return added.size() > toCome + 1 ? capacity(own, usedAddresses) : first(nearVolumes(own), usedAddresses);
    }

    private Optional<String> volumesIn() {
        return baseline.get().volumesIn();
    }

    private List<PoolNode> nearVolumes(List<PoolNode> own) {
        return own.stream()
                .filter(node -> SurgeSearch.isNear(volumesIn(), node))
                .toList();
    }

    /** The first near its volumes that is at work: more nodes than one may be there for it, and more may come. */
    private PollResult<SuccessorState> ofSurge(NodePool pool, List<PoolNode> own, Set<String> usedAddresses) {
        List<PoolNode> near = nearVolumes(own);
        boolean anyWillDo = volumesIn()
                .filter(domain -> account.room().isEnoughIn(domain, pool))
                .isPresent();
        return near.isEmpty() && !anyWillDo
                ? PollResult.notYet("the new nodes are not in the availability domain of its volumes")
                : first(near.isEmpty() ? own : near, usedAddresses);
    }

    /** A node that only stands in for the successor is not the one that is searched for. */
    private boolean isStandIn(PoolNode node) {
        return baseline.get().standsIn()
                && ledger.isClaimedBy(node, old.name())
                && !SurgeSearch.isNear(volumesIn(), node);
    }

    /** Waits until the deleted node is gone, by the pool and by Kubernetes. */
    void awaitGone() {
        scope.waits()
                .await(
                        new WaitCondition(
                                        "node " + old.name(),
                                        "gone",
                                        spec.timing().replacement().node())
                                .unhurried(),
                        () -> {
                            if (old.isGone()) {
                                return PollResult.of(true);
                            }
                            deletion.failure().ifPresent(failure -> {
                                throw failure;
                            });
                            return PollResult.notYet("it is not gone yet");
                        });
    }

    /** The new ones that are no other node's successors; one that was claimed for this node before comes first. */
    List<PoolNode> added(NodePool pool) {
        return pool.nodes().stream()
                .filter(PoolNode::remains)
                .filter(node -> ledger.isOpenTo(node, state) && !isStandIn(node))
                .sorted(Comparator.comparing((PoolNode node) -> !ledger.isClaimedBy(node, old.name()))
                        .thenComparing(this::isElsewhere)
                        .thenComparing(node ->
                                !Objects.equals(node.availabilityDomain().orElse(null), state.domain())))
                .toList();
    }

    /** The first that is at work, as each is the successor of any of the deleted nodes. */
    private PollResult<SuccessorState> first(List<PoolNode> own, Set<String> usedAddresses) {
        PollResult<SuccessorState> first = joined(own.get(0), usedAddresses);
        boolean any = isElsewhere(own.get(0)) && !ledger.isClaimedBy(own.get(0), old.name());
        for (PoolNode another : any ? own.subList(1, own.size()) : List.<PoolNode>of()) {
            if (first.value() == null) {
                PollResult<SuccessorState> other = joined(another, usedAddresses);
                first = other.value() == null ? first : other;
            }
        }
        return claimed(first, own);
    }

    /** One at the old one's address is in its place, and the backends there are its own. */
    private boolean isElsewhere(PoolNode node) {
        return node.privateIp()
                .filter(address -> address.equals(state.addresses().privateIp()))
                .isEmpty();
    }

    /** Waits for all if another client has replaced a node meanwhile: then no look tells whose place each has. */
    private PollResult<SuccessorState> capacity(List<PoolNode> added, Set<String> usedAddresses) {
        PollResult<SuccessorState> first = joined(added.get(0), usedAddresses);
        for (PoolNode another : added.subList(1, added.size())) {
            PollResult<SuccessorState> other = joined(another, Set.of());
            if (first.value() != null && other.value() == null) {
                return other;
            }
        }
        return claimed(first, added);
    }

    private PollResult<SuccessorState> claimed(PollResult<SuccessorState> successor, List<PoolNode> among) {
        SuccessorState found = successor.value();
        if (found == null) {
            return successor;
        }
        if (!ledger.claim(found.instanceId(), old.name())) {
            return PollResult.notYet("node " + found.node().name() + " is in the place of another node");
        }
        account.awaited()
                .succeeded(
                        old.name(),
                        among.stream()
                                .filter(node -> node.hasInstance(found.instanceId()))
                                .findFirst()
                                .flatMap(PoolNode::availabilityDomain));
        return successor;
    }

    /** A block volume is attached in its own availability domain alone: pods that need it would wait for ever. */
    private PollResult<SuccessorState> awayFromVolumes(PoolNode member) {
        String domain = member.availabilityDomain().orElseThrow(); // else it counts as near
        if (isElsewhere(member) && account.awaited().anotherCanHave(domain, old.name())) {
            return PollResult.notYet("node " + member.name() + " is in " + domain
                    + ", away from the volumes: it is for another deleted node");
        }
        throw failure(
                "a node in availability domain " + volumesIn().orElseThrow()
                        + ", as pods of the old one have volumes there",
                "node " + member.name() + " in " + domain);
    }

    private PollResult<SuccessorState> joined(PoolNode member, Set<String> usedAddresses) {
        return newNodes.look(member, usedAddresses, old::nodeIsThere);
    }

    private StepFailure failure(String expected, String found) {
        return new StepFailure(
                "replacement of node " + old.name() + " in node pool " + state.poolId(), expected, found);
    }
}
