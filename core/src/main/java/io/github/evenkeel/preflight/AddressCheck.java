package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.cluster.NodeAddresses;
import io.github.evenkeel.run.Settings;
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
 * At which address a replacement's backends have to be can be told from the old node's: each address belongs to one
 * node, and other nodes of the pool have one of the same kind, at which they have their backends.
 */
final class AddressCheck implements Check {
    @Override
    public List<Finding> findings(Observation world, Itinerary itinerary, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : itinerary.nodes()) {
            if (target.addresses().all().isEmpty()) {
                findings.add(Finding.blocker(
                        target.toString(),
                        "no address, neither in its pool nor in Kubernetes",
                        "an address by which its backends can be found",
                        "wait until it has one, or repair the node"));
            }
        }
        Map<String, Set<String>> owners = owners(world);
        for (BalancerView view : world.balancers()) {
            for (BackendSet set : view.description().backendSets()) {
                Grouped<Backend> byAddress = new Grouped<>(set.backends(), Backend::address);
                for (NodeTarget target : itinerary.nodes()) {
                    target.addresses().all().stream()
                            .flatMap(address -> byAddress.of(address).stream())
                            .flatMap(backend -> about(target, backend, byAddress, owners, world).stream())
                            .map(found -> found.finding(BackendSetCheck.name(set, view)))
                            .forEach(findings::add);
                }
            }
        }
        return findings;
    }

    private record Found(String what, String needed, String remedy) {
        Finding finding(String set) {
            return Finding.blocker(set, what, needed, remedy);
        }
    }

    private static Optional<Found> about(
            NodeTarget target,
            Backend backend,
            Grouped<Backend> byAddress,
            Map<String, Set<String>> owners,
            Observation world) {
        String address = backend.address();
        String of = "backend " + backend.name() + " of " + target;
        if (owners.getOrDefault(address, Set.of()).size() > 1) {
            return Optional.of(new Found(
                    of + ", whose address several nodes have: " + String.join(", ", owners.get(address)),
                    "an address that one node has",
                    "register the nodes by addresses of their own"));
        }
        if (address.equals(target.member().privateIp())) {
            return Optional.empty();
        }
        List<NodeAddresses> peers = peers(target, world);
        List<String> alike = peers.stream()
                .flatMap(peer -> target.addresses().counterpartIn(peer, address).stream())
                .toList();
        if (!peers.isEmpty() && alike.isEmpty()) {
            return Optional.of(new Found(
                    of + ", at an address of a kind that no other node of its pool has",
                    "a kind of address that a replacement will have",
                    "register the nodes by their private addresses, such as "
                            + target.addresses().first()));
        }
        return peers.stream()
                .filter(peer -> isElsewhere(target, backend, peer, byAddress))
                .findFirst()
                .map(peer -> new Found(
                        of + ", at an address of another kind than that of the backend of node " + peer.first(),
                        "addresses of one kind, so that the address of a replacement can be told",
                        "register all nodes of the pool by addresses of one kind"));
    }

    /** Whether another node of the pool has its backends of that port at addresses of other kinds alone. */
    private static boolean isElsewhere(
            NodeTarget target, Backend backend, NodeAddresses peer, Grouped<Backend> byAddress) {
        List<String> its = peer.all().stream()
                .flatMap(address -> byAddress.of(address).stream())
                .filter(other -> other.port() == backend.port())
                .map(Backend::address)
                .toList();
        return !its.isEmpty()
                && target.addresses()
                        .counterpartIn(peer, backend.address())
                        .filter(its::contains)
                        .isEmpty();
    }

    private static List<NodeAddresses> peers(NodeTarget target, Observation world) {
        return target.pool().nodes().stream()
                .filter(member -> member.remains() && !target.instanceId().equals(member.instanceId()))
                .flatMap(member -> world.nodeOf(member).stream().map(node -> NodeAddresses.of(member, node)))
                .toList();
    }

    /** Whose each address is; instances that have not joined the cluster have theirs, too. */
    private static Map<String, Set<String>> owners(Observation world) {
        Map<String, Set<String>> owners = new HashMap<>();
        for (ClusterNode node : world.nodes().all()) {
            node.addresses().forEach(address -> owners.computeIfAbsent(address.value(), any -> new TreeSet<>())
                    .add(node.name()));
        }
        for (NodePool pool : world.pools()) {
            for (PoolNode member : pool.nodes()) {
                if (member.remains() && member.privateIp() != null) {
                    owners.computeIfAbsent(member.privateIp(), any -> new TreeSet<>())
                            .add(world.nodeOf(member).map(ClusterNode::name).orElse(member.name()));
                }
            }
        }
        return owners;
    }
}
