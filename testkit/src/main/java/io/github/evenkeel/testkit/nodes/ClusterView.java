package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all agents know of pods and services, from one watch for each of the two. While the API server is away it stays
 * as it was, and so do the routes of the node ports. Thread-safe.
 */
final class ClusterView implements AutoCloseable {
    /** Told of the pods of one node, one at a time, in the order of the changes. Must return at once. */
    interface PodListener {
        /** The pod is new on the node, or has changed. */
        void podChanged(Pod pod);

        /** The pod's object exists no more. */
        void podGone(Pod pod);
    }

    private static final long PAGE = 500;

    private final Map<String, Pod> pods = new HashMap<>();
    private final Map<String, Service> services = new HashMap<>();
    private final Map<String, PodListener> listeners = new HashMap<>();
    private final Runnable servicesChanged;
    private final SharedIndexInformer<Pod> podInformer;
    private final SharedIndexInformer<Service> serviceInformer;
    private volatile @Nullable ServiceTable table;

    ClusterView(KubernetesClient client, Runnable servicesChanged) {
        this.servicesChanged = servicesChanged;
        podInformer = client.pods().inAnyNamespace().withLimit(PAGE).runnableInformer(0);
        serviceInformer = client.services().inAnyNamespace().withLimit(PAGE).runnableInformer(0);
    }

    void start() {
        // A first list that fails would otherwise end the informer.
        podInformer.exceptionHandler((started, failure) -> true).addEventHandler(new PodChanges());
        serviceInformer.exceptionHandler((started, failure) -> true).addEventHandler(new ServiceChanges());
        var pods = podInformer.start();
        var services = serviceInformer.start();
        pods.exceptionally(stopped -> null);
        services.exceptionally(stopped -> null);
    }

    /** Tells the listener of the node's pods from now on, beginning with those that are there. */
    synchronized void attach(String nodeName, PodListener listener) {
        listeners.put(nodeName, listener);
        List.copyOf(pods.values()).stream()
                .filter(pod -> nodeName.equals(pod.getSpec().getNodeName()))
                .forEach(listener::podChanged);
    }

    synchronized void detach(String nodeName, PodListener listener) {
        listeners.remove(nodeName, listener);
    }

    /** The routes as of now. */
    ServiceTable services() {
        ServiceTable known = table;
        return known != null ? known : derive();
    }

    /** Whether the cluster runs kube-proxy as a DaemonSet, so that a node serves nothing before its own is ready. */
    synchronized boolean runsKubeProxy() {
        return pods.values().stream().anyMatch(Kubelet::isKubeProxy);
    }

    @Override
    public void close() {
        podInformer.close();
        serviceInformer.close();
    }

    private synchronized ServiceTable derive() {
        ServiceTable derived = ServiceTable.of(services.values(), pods.values());
        table = derived;
        return derived;
    }

    private synchronized void changed(Pod pod) {
        Pod before = pods.put(key(pod), pod);
        table = null;
        if (before != null
                && !before.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
            // Deleted and made again under the same name while the watch was broken.
            tell(before, listener -> listener.podGone(before));
        }
        tell(pod, listener -> listener.podChanged(pod));
    }

    private synchronized void gone(Pod pod) {
        pods.remove(key(pod));
        table = null;
        tell(pod, listener -> listener.podGone(pod));
    }

    private void tell(Pod pod, Consumer<PodListener> news) {
        String nodeName = pod.getSpec().getNodeName();
        PodListener listener = nodeName == null ? null : listeners.get(nodeName);
        if (listener != null) {
            news.accept(listener);
        }
    }

    private synchronized void changed(Service service) {
        services.put(key(service), service);
        table = null;
    }

    private synchronized void gone(Service service) {
        services.remove(key(service));
        table = null;
    }

    private static String key(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private final class PodChanges implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            changed(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            changed(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            gone(pod);
        }
    }

    private final class ServiceChanges implements ResourceEventHandler<Service> {
        @Override
        public void onAdd(Service service) {
            changed(service);
            servicesChanged.run();
        }

        @Override
        public void onUpdate(Service before, Service service) {
            changed(service);
            servicesChanged.run();
        }

        @Override
        public void onDelete(Service service, boolean finalStateUnknown) {
            gone(service);
            servicesChanged.run();
        }
    }
}
