package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads nodes, and finds the node of an instance. Thread-safe. */
final class Nodes {
    private static final String PATH = "api/v1/nodes";
    private static final Listing<Node, NodeList> ALL = Listing.of(Permission.LIST_NODES, PATH, NodeList.class);
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int NOT_FOUND = 404;

    /**
     * A search for a node that has not joined yet reads the whole list only every so many times, as it has many pages
     * in a large cluster.
     */
    private static final int LOOKS_AMONG_ALL = 4;

    private final ApiServer server;

    /** Number of searches without a result, by instance. */
    private final Map<String, Integer> misses = new ConcurrentHashMap<>();

    Nodes(ApiServer server) {
        this.server = server;
    }

    List<ClusterNode> all() {
        return read(ALL);
    }

    Optional<ClusterNode> named(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ApiAnswer answer = server.send(ApiCall.read(Permission.GET_NODES, name, PATH + "/" + ApiCall.encoded(name)));
        return answer.code() == NOT_FOUND ? Optional.empty() : Optional.of(NodeMapping.map(answer.as(Node.class)));
    }

    /**
     * Container Engine names a managed node by its private address and labels it with its instance's name. Self-managed
     * nodes may have any name, so the first search, and some later ones, read the whole list.
     */
    Optional<ClusterNode> of(PoolNode member) {
        return member.instanceId().flatMap(instance -> find(member, instance));
    }

    private Optional<ClusterNode> find(PoolNode member, String instance) {
        int missed = misses.getOrDefault(instance, 0);
        Optional<ClusterNode> found = byAddress(member)
                .or(() -> byLabel(member))
                .or(() -> missed % LOOKS_AMONG_ALL == 0 ? amongAll(member) : Optional.empty());
        if (found.isPresent()) {
            misses.remove(instance);
        } else {
            misses.merge(instance, 1, Integer::sum);
        }
        return found;
    }

    private Optional<ClusterNode> byAddress(PoolNode member) {
        return member.privateIp().flatMap(this::named).filter(node -> runsOn(node, member) || standsIn(node, member));
    }

    private Optional<ClusterNode> byLabel(PoolNode member) {
        if (!LABEL_VALUE.matcher(member.name()).matches()) {
            return Optional.empty();
        }
        return find(
                read(ALL.where("of instance " + member.name(), "labelSelector", "hostname=" + member.name())), member);
    }

    private Optional<ClusterNode> amongAll(PoolNode member) {
        return find(all(), member);
    }

    private static Optional<ClusterNode> find(List<ClusterNode> nodes, PoolNode member) {
        return nodes.stream().filter(node -> runsOn(node, member)).findFirst().or(() -> nodes.stream()
                .filter(node -> standsIn(node, member))
                .findFirst());
    }

    private static boolean runsOn(ClusterNode node, PoolNode member) {
        return member.instanceId().filter(node::hasInstance).isPresent();
    }

    /** A node without a provider ID is identified by its address. */
    private static boolean standsIn(ClusterNode node, PoolNode member) {
        return node.instanceId().isEmpty()
                && member.privateIp().filter(node::has).isPresent();
    }

    private List<ClusterNode> read(Listing<Node, NodeList> listing) {
        return listing.read(server, node -> Stream.of(NodeMapping.map(node)));
    }
}
