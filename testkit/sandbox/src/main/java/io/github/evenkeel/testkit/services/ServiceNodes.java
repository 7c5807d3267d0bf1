package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.watch.Watched;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes of the cluster, and which of them are backends of a Service. A node is one from the moment it is Ready first;
 * after that neither its readiness nor a cordon matters, only the exclusion label and whether it is there. Thread-safe.
 */
final class ServiceNodes implements AutoCloseable {
    private final Set<String> onceReady = ConcurrentHashMap.newKeySet();
    private final Watched<Node> nodes;

    /** @param changed run after each change of a node; must return at once */
    ServiceNodes(KubernetesClient client, Runnable changed) {
        nodes = new Watched<>(
                client.nodes(),
                node -> {
                    isOnceReady(node);
                    changed.run();
                },
                node -> {
                    onceReady.remove(node.getMetadata().getUid());
                    changed.run();
                });
    }

    void start() {
        nodes.start();
    }

    /** The backends that a Service has to have, by address. */
    List<ServiceNode> of(Service service) {
        LabelSelector selector = LabelSelector.parse(BalancerKind.of(service).nodeSelector(service));
        return nodes.objects().stream()
                .filter(this::isOnceReady)
                .filter(node -> !ServiceNode.isExcluded(node))
                .filter(node -> selector.matches(
                        Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of())))
                .flatMap(node -> ServiceNode.of(node).stream())
                .sorted(Comparator.comparing(ServiceNode::address))
                .toList();
    }

    private boolean isOnceReady(Node node) {
        String uid = node.getMetadata().getUid();
        if (ServiceNode.isReady(node)) {
            onceReady.add(uid);
        }
        return onceReady.contains(uid);
    }

    /** Whether the nodes have been listed; before, no Service is seen to. */
    boolean areListed() {
        return nodes.isComplete();
    }

    List<Node> notReady() {
        return nodes.objects().stream()
                .filter(node -> !ServiceNode.isReady(node))
                .toList();
    }

    @Override
    public void close() {
        nodes.close();
    }
}
