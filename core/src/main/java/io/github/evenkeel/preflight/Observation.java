package io.github.evenkeel.preflight;

import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan is decided on, read at one time.
 *
 * @param nodes see {@link #byMachine}
 * @param pods by the name of their node
 */
public record Observation(
        ClusterDescription cluster,
        List<NodePool> pools,
        List<Operation> inFlight,
        Map<String, NodeImage> images,
        Grouped<ClusterNode> nodes,
        Grouped<Pod> pods,
        CoveringBudgets budgets,
        Set<String> daemonSets,
        Set<String> localClaims,
        List<ServiceAddress> serviceAddresses,
        List<BalancerView> balancers,
        Map<String, ProbeResult> unavailable) {
    /** Nodes by the instance that they run on, or by their address as long as they don't tell the instance. */
    public static Grouped<ClusterNode> byMachine(List<ClusterNode> nodes) {
        return new Grouped<>(nodes, Observation::machine);
    }

    /** The node that runs on an instance: joined by provider ID, and by address where a node has none. */
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return Stream.of(nodes.of(member.instanceId()), nodes.of(member.privateIp()))
                .flatMap(List::stream)
                .findFirst();
    }

    private static @Nullable String machine(ClusterNode node) {
        return node.instanceId() != null ? node.instanceId() : node.internalIp();
    }
}
