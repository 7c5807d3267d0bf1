package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.PoolNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All addresses of one machine. A load balancer may send traffic to any of them, not only to that of the primary
 * network interface, which the pool reports.
 *
 * @param privateIp as the pool has it; null if it has none
 * @param ofNode as Kubernetes has them, in its order
 */
public record NodeAddresses(@Nullable String privateIp, List<NodeAddress> ofNode) {
    /** Copies the list. */
    public NodeAddresses {
        ofNode = List.copyOf(ofNode);
    }

    /** The addresses of the instance and of the node that runs on it. */
    public static NodeAddresses of(PoolNode member, ClusterNode node) {
        return new NodeAddresses(member.privateIp().orElse(null), node.addresses());
    }

    /** Each address once; the one that people know it by comes first. */
    public Set<String> all() {
        return Stream.concat(Stream.ofNullable(privateIp), byType().map(NodeAddress::value))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The one that people know the machine by. */
    public String first() {
        return all().stream().findFirst().orElse("no address");
    }

    /** Whether the machine has that address. */
    public boolean include(String address) {
        return address.equals(privateIp)
                || ofNode.stream().anyMatch(its -> its.value().equals(address));
    }

    /**
     * The address of the same kind that another machine has: the pool's for the pool's; else the one at the same place
     * among those of the same type and IP version, where the pool's does not count.
     *
     * @return empty if the other machine has none of that kind, or has none yet
     */
    public Optional<String> counterpartIn(NodeAddresses other, String address) {
        if (address.equals(privateIp)) {
            return Optional.ofNullable(other.privateIp);
        }
        boolean primaryCounts = privateIp == null || other.privateIp == null;
        return byType().filter(its -> its.value().equals(address)).findFirst().flatMap(its -> {
            int place = likes(its, primaryCounts).indexOf(address);
            List<String> others = other.likes(its, primaryCounts);
            return place < others.size() ? Optional.of(others.get(place)) : Optional.empty();
        });
    }

    /** What kind of address it is, as a word that is the same for the addresses of the same kind. */
    public String kindOf(String address) {
        return address.equals(privateIp)
                ? "privateIp"
                : byType().filter(its -> its.value().equals(address))
                        .findFirst()
                        .map(its -> its.type()
                                + (isVersion6(its) ? " v6 " : " v4 ")
                                + likes(its, false).indexOf(address))
                        .orElse("none");
    }

    private List<String> likes(NodeAddress like, boolean primaryCounts) {
        return ofNode.stream()
                .filter(its -> its.type().equals(like.type()) && isVersion6(its) == isVersion6(like))
                .map(NodeAddress::value)
                .filter(value -> primaryCounts || !value.equals(privateIp))
                .distinct()
                .toList();
    }

    /** An address may be there by several types: as OKE names its nodes, the InternalIP is the Hostname, too. */
    private Stream<NodeAddress> byType() {
        return ofNode.stream().sorted(Comparator.comparing(its -> !its.type().equals(NodeAddress.INTERNAL_IP)));
    }

    private static boolean isVersion6(NodeAddress address) {
        return address.value().indexOf(':') >= 0;
    }
}
