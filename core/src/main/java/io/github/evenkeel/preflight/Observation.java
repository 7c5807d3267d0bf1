package io.github.evenkeel.preflight;

import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a plan is decided on, read at one time. */
public record Observation(
        ClusterDescription cluster,
        List<NodePool> pools,
        List<Operation> inFlight,
        Map<String, NodeImage> images,
        List<ClusterNode> nodes,
        List<Pod> pods,
        List<DisruptionBudget> budgets,
        Set<String> daemonSets,
        Set<String> localClaims,
        List<ServiceAddress> serviceAddresses,
        List<BalancerView> balancers,
        Map<String, ProbeResult> unavailable) {
    /** The node that runs on an instance: joined by provider ID, and by address where a node has none. */
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return nodes.stream()
                .filter(node -> node.instanceId() == null
                        ? node.internalIp() != null && node.internalIp().equals(member.privateIp())
                        : node.instanceId().equals(member.instanceId()))
                .findFirst();
    }

    List<Pod> podsOn(ClusterNode node) {
        return pods.stream().filter(pod -> node.name().equals(pod.nodeName())).toList();
    }
}
