package io.github.evenkeel.plan;

import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.drain.SingleReplicas;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.traffic.ServiceSets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Snapshot of all states from which a plan is made.
 *
 * @param failedDeletions by pool, for the pools that the plan may change
 * @param nodes see {@link #byMachine}
 * @param pods by the name of their node
 * @param nodeVersions that the service offers for pools; none if the plan does not roll back
 * @param time of day of the API server; empty if it is not known, or the plan does not need it
 * @param upgradeFacts what an upgrade of the control plane may disturb
 * @param inventory of load balancers, those that the plan does not have included
 */
public record ClusterSnapshot(
        ClusterDescription cluster,
        List<NodePool> pools,
        List<Operation> inFlight,
        Map<String, NodeImage> images,
        Map<String, List<Operation>> failedDeletions,
        Index<ClusterNode> nodes,
        Index<Pod> pods,
        CoveringBudgets budgets,
        Set<String> daemonSets,
        SingleReplicas singleReplicas,
        Set<String> localClaims,
        List<ServiceAddress> serviceAddresses,
        List<BalancerView> balancers,
        Map<String, ProbeResult> unavailable,
        List<KubernetesVersion> nodeVersions,
        Optional<Instant> time,
        UpgradeFacts upgradeFacts,
        Inventory inventory) {
    private static final String NO_INSTANCE = "";

    /** Nodes by the instance that they run on; those that don't tell it yet are in the group of that name. */
    public static Index<ClusterNode> byMachine(List<ClusterNode> nodes) {
        return new Index<>(nodes, node -> node.instanceId().orElse(NO_INSTANCE));
    }

    /** The rules of a drain that would begin now. */
    public PodRules rules(PlanSpec spec) {
        return new PodRules(
                spec.drainPolicy(),
                daemonSets,
                spec.timing().drain().pods(),
                spec.scheduler().now(),
                singleReplicas);
    }

    /** The backend sets that a controller keeps for Services. */
    public ServiceSets serviceSets() {
        return new ServiceSets(serviceAddresses);
    }

    /** How long ago a node joined, by the clock of the API server; empty if that is not known, or not needed. */
    Optional<Duration> ageOf(ClusterNode node) {
        return time.flatMap(now -> node.created().map(created -> Duration.between(created, now)));
    }

    /** Availability domains of nodes, by the name of the node; without those of which it is not known. */
    public Map<String, String> domains() {
        Map<String, String> domains = new HashMap<>();
        pools.stream().flatMap(pool -> pool.nodes().stream()).forEach(member -> member.availabilityDomain()
                .ifPresent(domain -> nodeOf(member).ifPresent(node -> domains.put(node.name(), domain))));
        return domains;
    }

    /** The node that runs on an instance: joined by provider ID, and by address where a node has none. */
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return nodeOf(member, nodes);
    }

    /** All addresses of the machines of the pools, by which load balancers may send them traffic. */
    public Set<String> addresses() {
        return addresses(pools, nodes);
    }

    /** All addresses of nodes, whether their pools are known or not. */
    Set<String> nodeAddresses() {
        return Stream.concat(
                        addresses().stream(),
                        nodes.all().stream()
                                .flatMap(node -> node.addresses().stream())
                                .map(NodeAddress::value))
                .collect(Collectors.toSet());
    }

    /** All addresses of a machine. */
    Set<String> addressesOf(PoolNode member) {
        return addresses(member, nodes).collect(Collectors.toSet());
    }

    static Set<String> addresses(List<NodePool> pools, Index<ClusterNode> nodes) {
        return pools.stream()
                .flatMap(pool -> pool.nodes().stream())
                .flatMap(member -> addresses(member, nodes))
                .collect(Collectors.toSet());
    }

    private static Stream<String> addresses(PoolNode member, Index<ClusterNode> nodes) {
        return Stream.concat(
                member.privateIp().stream(),
                nodeOf(member, nodes).stream()
                        .flatMap(node -> node.addresses().stream())
                        .map(NodeAddress::value));
    }

    private static Optional<ClusterNode> nodeOf(PoolNode member, Index<ClusterNode> nodes) {
        return Stream.concat(
                        member.instanceId().stream().flatMap(id -> nodes.of(id).stream()),
                        member.privateIp().stream().flatMap(address -> nodes.of(NO_INSTANCE).stream()
                                .filter(node -> node.has(address))))
                .findFirst();
    }
}
