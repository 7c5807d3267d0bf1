package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.watch.Watched;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** View of the cluster that all agents share, from one watch for each kind. Thread-safe. */
final class ClusterView implements AutoCloseable {
    /** Listener for one node and its pods. It gets one change at a time, in order, and must return at once. */
    interface NodeListener {
        /** The pod is new on the node, or has changed. */
        void podChanged(Pod pod);

        /** The pod's object exists no more. */
        void podGone(Pod pod);

        /** The Node is new or has changed. */
        void nodeChanged(Node node);
    }

    private final Watched<Pod> pods;
    private final Watched<Service> services;
    private final Watched<Node> nodes;
    private final Map<String, NodeListener> listeners = new HashMap<>();
    private volatile @Nullable ServiceTable table;

    /** @param servicesChanged must return at once */
    ClusterView(KubernetesClient client, Runnable servicesChanged) {
        pods = new Watched<>(
                client.pods().inAnyNamespace(),
                pod -> tell(pod, listener -> listener.podChanged(pod)),
                pod -> tell(pod, listener -> listener.podGone(pod)));
        Consumer<Service> refresh = service -> {
            forgetTable();
            servicesChanged.run();
        };
        services = new Watched<>(client.services().inAnyNamespace(), refresh, refresh);
        nodes = new Watched<>(client.nodes(), this::tell, node -> {});
    }

    void start() {
        nodes.start();
        services.start();
        pods.start();
    }

    /** Tells the listener of the node from now on, beginning with what is there. */
    synchronized void attach(String nodeName, NodeListener listener) {
        listeners.put(nodeName, listener);
        Node node = nodes.named(nodeName);
        if (node != null) {
            listener.nodeChanged(node);
        }
        pods.objects().stream()
                .filter(pod -> nodeName.equals(pod.getSpec().getNodeName()))
                .forEach(listener::podChanged);
    }

    synchronized void detach(String nodeName, NodeListener listener) {
        listeners.remove(nodeName, listener);
    }

    /** The routes as of now. */
    ServiceTable services() {
        ServiceTable known = table;
        return known != null ? known : derive();
    }

    /** Whether the cluster runs kube-proxy as a DaemonSet, so that a node serves nothing before its own is ready. */
    boolean runsKubeProxy() {
        return pods.objects().stream().anyMatch(Kubelet::isKubeProxy);
    }

    @Override
    public void close() {
        pods.close();
        services.close();
        nodes.close();
    }

    private synchronized ServiceTable derive() {
        ServiceTable derived = ServiceTable.of(services.objects(), pods.objects());
        table = derived;
        return derived;
    }

    private synchronized void forgetTable() {
        table = null;
    }

    private synchronized void tell(Pod pod, Consumer<NodeListener> news) {
        table = null;
        String nodeName = pod.getSpec().getNodeName();
        NodeListener listener = nodeName == null ? null : listeners.get(nodeName);
        if (listener != null) {
            news.accept(listener);
        }
    }

    private synchronized void tell(Node node) {
        NodeListener listener = listeners.get(node.getMetadata().getName());
        if (listener != null) {
            listener.nodeChanged(node);
        }
    }
}
