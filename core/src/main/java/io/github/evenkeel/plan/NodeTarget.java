package io.github.evenkeel.plan;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Node that a plan replaces.
 *
 * @param pool of the node, as it was when it was read
 * @param member the instance
 * @param node of the instance
 * @param version of its replacement
 * @param age since it joined the cluster, by the clock of the API server; empty if the plan does not need it
 * @param ownPod the pod of the run's own process; empty if that is elsewhere
 */
public record NodeTarget(
        NodePool pool,
        PoolNode member,
        ClusterNode node,
        KubernetesVersion version,
        Optional<Duration> age,
        Optional<Pod> ownPod) {
    /** Whether the drain of the node hands the run over to another process. */
    boolean hasOwnPod() {
        return ownPod.isPresent();
    }

    /** Why a step is planned; for the node of the run's own pod, also what that means. */
    String reason(Step step, String reason) {
        return ownPod.isEmpty() || !step.equals(Step.EVICT)
                ? reason
                : reason + "; last of all nodes, as the run's own pod "
                        + ownPod.get().path() + " is on it, whose eviction hands the run over to the next pod";
    }

    public String instanceId() {
        return member.instanceId().orElseThrow();
    }

    /** All that a load balancer may know it by. */
    public NodeAddresses addresses() {
        return NodeAddresses.of(member, node);
    }

    /** The same as what a run begins with. */
    public NodeState state() {
        return NodeState.planned(
                NodeIdentity.of(node),
                instanceId(),
                addresses(),
                member.availabilityDomain().orElse(null),
                member.faultDomain().orElse(null),
                pool.id(),
                pool.name(),
                version);
    }

    /** The one that people know it by. */
    public String address() {
        return addresses().first();
    }

    @Override
    public String toString() {
        return "node " + node.name();
    }
}
