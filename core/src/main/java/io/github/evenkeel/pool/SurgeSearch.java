package io.github.evenkeel.pool;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
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

/** Waits for a node that was added to a pool, and claims it for a node that is still at work. */
final class SurgeSearch {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final NodeState state;
    private final OldNode old;
    private final PoolAccount account;
    private final PoolLedger ledger;
    private final NewNodes newNodes;

    SurgeSearch(PlanSpec spec, NodeScope scope, NodeState state, OldNode old, PoolLedger ledger, NewNodes newNodes) {
        this.spec = spec;
        this.scope = scope;
        this.state = state;
        this.old = old;
        account = ledger.of(state.poolId());
        this.ledger = ledger;
        this.newNodes = newNodes;
    }

    /**
     * Waits for it.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     * @param volumesIn where the old node's pods have volumes: only a node there can take these pods. If there is none,
     *     another one serves in the old node's place until the pool has made one there
     */
    SuccessorState await(Set<String> usedAddresses, Optional<String> volumesIn) {
        return scope.waits()
                .await(
                        new WaitCondition(
                                        "surge node for node " + old.name() + " in node pool " + state.poolId(),
                                        "a ready node at " + state.version(),
                                        spec.timing().replacement().node())
                                .unhurried(),
                        () -> look(usedAddresses, volumesIn));
    }

    private PollResult<SuccessorState> look(Set<String> usedAddresses, Optional<String> volumesIn) {
        scope.waits().checkNotStopped(); // nothing of the node is touched yet
        NodePool pool = old.readPool();
        old.size().require(pool);
        PollResult<SuccessorState> last = PollResult.notYet("no new node in the pool that is free");
        for (PoolNode member : free(pool, volumesIn)) {
            PollResult<SuccessorState> result = newNodes.look(member, usedAddresses, () -> false);
            SuccessorState found = result.value();
            if (found != null && ledger.claim(found.instanceId(), old.name())) {
                return result;
            }
            last = found == null ? result : PollResult.notYet("node " + member.name() + " is in the place of another");
        }
        return last;
    }

    /**
     * Those of its own domain come first: then each domain has its number of nodes again in the end. Among these, those
     * come last that were in another node's place before: their backends have that one's settings.
     */
    private List<PoolNode> free(NodePool pool, Optional<String> volumesIn) {
        List<PoolNode> all = pool.machines().stream()
                .filter(node ->
                        ledger.isOpenTo(node, state) && !account.awaited().isForAnother(node, old.name()))
                .sorted(Comparator.<PoolNode, Boolean>comparing(node ->
                                !Objects.equals(node.availabilityDomain().orElse(null), state.domain()))
                        .thenComparing(ledger::isReleased))
                .toList();
        List<PoolNode> near =
                all.stream().filter(node -> isNear(volumesIn, node)).toList();
        return near.isEmpty() ? all : near;
    }

    /** A block volume is attached in its own availability domain alone. */
    static boolean isNear(Optional<String> volumesIn, PoolNode node) {
        return volumesIn.isEmpty()
                || node.availabilityDomain().isEmpty()
                || node.availabilityDomain().equals(volumesIn);
    }
}
