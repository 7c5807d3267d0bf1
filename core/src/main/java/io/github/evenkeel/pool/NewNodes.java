package io.github.evenkeel.pool;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Looks at new instances of a pool: whether one of them is at work, and can take the place of a node. */
final class NewNodes {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final NodeState state;
    private final Readiness readiness;

    NewNodes(PlanSpec spec, NodeScope scope, NodeState state, Readiness readiness) {
        this.spec = spec;
        this.scope = scope;
        this.state = state;
        this.readiness = readiness;
    }

    /**
     * Looks.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     * @param oldOneIsThere asked once the new one is Ready
     */
    PollResult<SuccessorState> look(PoolNode member, Set<String> usedAddresses, BooleanSupplier oldOneIsThere) {
        if (member.lifecycle() != Lifecycle.ACTIVE) {
            return PollResult.notYet("node " + member.name() + " is " + member.lifecycle());
        }
        Optional<ClusterNode> found = scope.retries()
                .call("find node of " + member.instanceId().orElse(member.name()), () -> spec.workloads()
                        .nodeOf(member));
        if (found.isEmpty()) {
            return PollResult.notYet("node " + member.name() + " has not joined the cluster yet");
        }
        ClusterNode node = found.get();
        NodeAddresses its = NodeAddresses.of(member, node);
        List<String> lacking = usedAddresses.stream()
                .filter(address -> state.addresses().counterpartIn(its, address).isEmpty())
                .sorted()
                .toList();
        if (its.all().isEmpty() || !lacking.isEmpty()) {
            return PollResult.notYet("node " + node.name() + " has no address yet like " + String.join(", ", lacking)
                    + " of the old one; it has " + its.all());
        }
        requireTarget(node);
        if (node.ready() && oldOneIsThere.getAsBoolean()) {
            return PollResult.notYet("the old one is still a node of the cluster");
        }
        String instance = member.instanceId().orElseThrow(); // a node runs on it
        return readiness.look(node).map(ready -> new SuccessorState(NodeIdentity.of(ready), instance, its));
    }

    private void requireTarget(ClusterNode node) {
        node.version().filter(version -> !version.equals(state.version())).ifPresent(version -> {
            throw new StepFailure(
                    "replacement of node " + state.name() + " in node pool " + state.poolId(),
                    "version " + state.version(),
                    "node " + node.name() + " at " + version);
        });
    }
}
