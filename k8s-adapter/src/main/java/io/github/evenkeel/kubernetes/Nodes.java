package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads nodes, and finds the one that an instance joined as. */
final class Nodes {
    private static final String PATH = "api/v1/nodes";
    private static final Listing<Node, NodeList> ALL = Listing.of(Permission.LIST_NODES, PATH, NodeList.class);
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int NOT_FOUND = 404;

    private final ApiServer server;

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
     * Container Engine names a managed node by its private address and labels it with its instance's name; self-managed
     * nodes have any name, so all are looked through in the end.
     */
    Optional<ClusterNode> of(PoolNode member) {
        if (member.instanceId() == null) {
            return Optional.empty();
        }
        return byAddress(member).or(() -> byLabel(member)).or(() -> amongAll(member));
    }

    private Optional<ClusterNode> byAddress(PoolNode member) {
        String address = member.privateIp();
        return address == null
                ? Optional.empty()
                : named(address).filter(node -> runsOn(node, member) || standsIn(node, member));
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
        return node.instanceId() != null && node.instanceId().equals(member.instanceId());
    }

    /** A node that was not told its provider ID yet is known by its address alone. */
    private static boolean standsIn(ClusterNode node, PoolNode member) {
        return node.instanceId() == null
                && node.internalIp() != null
                && node.internalIp().equals(member.privateIp());
    }

    private List<ClusterNode> read(Listing<Node, NodeList> listing) {
        return listing.read(server, node -> Stream.of(NodeMapping.map(node)));
    }
}
