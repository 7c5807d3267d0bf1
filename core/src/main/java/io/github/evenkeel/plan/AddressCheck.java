package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that the address of a replacement's backends can be determined from the old node's: each address belongs to
 * one node, and other nodes of the pool have their backends at an address of the same kind.
 */
final class AddressCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : executionPlan.nodes()) {
            if (target.addresses().all().isEmpty()) {
                findings.add(Finding.blocker(
                        target.toString(),
                        "no address, neither in its pool nor in Kubernetes",
                        "an address by which its backends can be found",
                        "wait until it has one, or repair the node"));
            }
        }
        Map<String, Set<String>> owners = owners(world);
        Map<String, List<NodeAddresses>> members = members(world);
        for (BalancerView view : world.balancers()) {
            for (BackendSet set : view.description().backendSets()) {
                Index<Backend> byAddress = new Index<>(set.backends(), Backend::address);
                Map<Kind, Optional<Found>> ofKind = new HashMap<>();
                for (NodeTarget target : executionPlan.nodes()) {
                    for (String address : target.addresses().all()) {
                        for (Backend backend : byAddress.of(address)) {
                            shared(address, owners)
                                    .or(() -> ofKind.computeIfAbsent(
                                            Kind.of(target, backend),
                                            any -> unlikeOthers(
                                                    target,
                                                    backend,
                                                    byAddress,
                                                    members.getOrDefault(
                                                            target.pool().id(), List.of()))))
                                    .map(found -> found.finding(
                                            BackendSetCheck.name(set, view),
                                            "backend " + backend.name() + " of " + target))
                                    .ifPresent(findings::add);
                        }
                    }
                }
            }
        }
        return findings;
    }

    /** Backends that one search through the pool covers, as it may have thousands of nodes. */
    private record Kind(String pool, int port, String address) {
        static Kind of(NodeTarget target, Backend backend) {
            return new Kind(
                    target.pool().id(), backend.port(), target.addresses().kindOf(backend.address()));
        }
    }

    private record Found(String what, String needed, String remedy) {
        Finding finding(String set, String backend) {
            return Finding.blocker(set, backend + what, needed, remedy);
        }
    }

    private static Optional<Found> shared(String address, Map<String, Set<String>> owners) {
        Set<String> nodes = owners.getOrDefault(address, Set.of());
        return nodes.size() < 2
                ? Optional.empty()
                : Optional.of(new Found(
                        ", whose address several nodes have: " + String.join(", ", nodes),
                        "an address that one node has",
                        "register the nodes by addresses of their own"));
    }

    private static Optional<Found> unlikeOthers(
            NodeTarget target, Backend backend, Index<Backend> byAddress, List<NodeAddresses> members) {
        String address = backend.address();
        if (target.member().privateIp().filter(address::equals).isPresent()) {
            return Optional.empty();
        }
        NodeAddresses its = target.addresses();
        List<NodeAddresses> peers =
                members.stream().filter(member -> !member.equals(its)).toList();
        if (!peers.isEmpty()
                && peers.stream()
                        .allMatch(peer -> its.counterpartIn(peer, address).isEmpty())) {
            return Optional.of(new Found(
                    ", at an address of a kind that no other node of its pool has",
                    "a kind of address that a replacement will have",
                    "register the nodes by their private addresses, such as " + its.first()));
        }
        return peers.stream()
                .filter(peer -> isElsewhere(its, backend, peer, byAddress))
                .findFirst()
                .map(peer -> new Found(
                        ", at an address of another kind than that of the backend of node " + peer.first(),
                        "addresses of one kind, to determine the address of a replacement",
                        "register all nodes of the pool by addresses of one kind"));
    }

    /** Whether another node of the pool has its backends of that port at addresses of other kinds alone. */
    private static boolean isElsewhere(
            NodeAddresses its, Backend backend, NodeAddresses peer, Index<Backend> byAddress) {
        List<String> peers = peer.all().stream()
                .flatMap(address -> byAddress.of(address).stream())
                .filter(other -> other.port() == backend.port())
                .map(Backend::address)
                .toList();
        return !peers.isEmpty()
                && its.counterpartIn(peer, backend.address())
                        .filter(peers::contains)
                        .isEmpty();
    }

    /** The addresses of the nodes of each pool. */
    private static Map<String, List<NodeAddresses>> members(ClusterSnapshot world) {
        Map<String, List<NodeAddresses>> members = new HashMap<>();
        for (NodePool pool : world.pools()) {
            members.put(
                    pool.id(),
                    pool.nodes().stream()
                            .filter(PoolNode::remains)
                            .flatMap(
                                    member -> world.nodeOf(member).stream().map(node -> NodeAddresses.of(member, node)))
                            .toList());
        }
        return members;
    }

    /** Whose each address is; instances that have not joined the cluster have theirs, too. */
    private static Map<String, Set<String>> owners(ClusterSnapshot world) {
        Map<String, Set<String>> owners = new HashMap<>();
        for (ClusterNode node : world.nodes().all()) {
            node.addresses().forEach(address -> owners.computeIfAbsent(address.value(), any -> new TreeSet<>())
                    .add(node.name()));
        }
        for (NodePool pool : world.pools()) {
            for (PoolNode member : pool.nodes()) {
                if (member.remains()) {
                    member.privateIp().ifPresent(address -> owners.computeIfAbsent(address, any -> new TreeSet<>())
                            .add(world.nodeOf(member).map(ClusterNode::name).orElse(member.name())));
                }
            }
        }
        return owners;
    }
}
