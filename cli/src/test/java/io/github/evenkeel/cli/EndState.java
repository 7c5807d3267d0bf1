package io.github.evenkeel.cli;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cluster is like, but for the names of its nodes, which change in a roll.
 *
 * @param nodes version, whether pods may come, taints, and marks that a runner leaves, of each
 * @param backends settings of those of each backend set; whether a node of the cluster is there
 * @param unhealthyBackends backends that a load balancer does not find well
 */
record EndState(List<String> nodes, Map<String, List<String>> backends, Map<String, BackendHealth> unhealthyBackends) {
    private static final String MARK = "evenkeel.io/";

    /** Of what is served now. */
    static EndState of(Serving serving) throws IOException {
        try (Clients clients = RealRoll.clients(serving)) {
            LoadBalancer balancer = OciLoadBalancer.of(
                    clients.loadBalancer(),
                    Objects.requireNonNull(serving.variables().get("LOAD_BALANCER_ID")));
            List<Node> nodes = clients.kubernetes().nodes().list().getItems();
            Set<String> names =
                    nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
            Map<String, List<String>> backends = new TreeMap<>();
            Map<String, BackendHealth> unhealthyBackends = new TreeMap<>();
            for (BackendSet set : balancer.describe().backendSets()) {
                backends.put(set.name(), sorted(set.backends().stream(), backend -> text(backend, names)));
                unhealthyBackends.putAll(balancer.unhealthyBackends(set.name()));
            }
            return new EndState(sorted(nodes.stream(), EndState::text), backends, unhealthyBackends);
        }
    }

    /** The same with all nodes at that version, and all backends found well. */
    EndState at(String version) {
        return new EndState(
                nodes.stream().map(node -> node.replaceFirst("^\\S+", version)).toList(), backends, Map.of());
    }

    private static String text(Node node) {
        return node.getStatus().getNodeInfo().getKubeletVersion()
                + (Boolean.TRUE.equals(node.getSpec().getUnschedulable()) ? " cordoned" : " open") + " "
                + node.getSpec().getTaints().stream().map(Taint::getKey).toList()
                + Stream.of(
                                node.getMetadata().getAnnotations(),
                                node.getMetadata().getLabels())
                        .flatMap(marks -> marks.keySet().stream())
                        .filter(mark -> mark.startsWith(MARK))
                        .toList();
    }

    private static String text(Backend backend, Set<String> nodes) {
        return backend.at("node") + (nodes.contains(backend.address()) ? "" : " which is no node");
    }

    private static <T> List<String> sorted(Stream<T> things, Function<T, String> text) {
        return things.map(text).sorted().toList();
    }
}
