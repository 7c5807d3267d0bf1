package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Route of kube-proxy for the requests of one service.
 *
 * @param localOnly externalTrafficPolicy is Local
 * @param ready pods that are Ready and not being deleted
 * @param stopping pods that are Ready and being deleted: kube-proxy falls back to them when no other is left, as it
 *     does since Kubernetes 1.26
 */
record ServiceRoute(boolean localOnly, List<Endpoint> ready, List<Endpoint> stopping) {
    /**
     * A pod behind a service.
     *
     * @param podUid of the pod
     * @param nodeName where it runs
     */
    record Endpoint(String podUid, String nodeName) {}

    static ServiceRoute of(Service service, Collection<Pod> pods) {
        List<Endpoint> ready = new ArrayList<>();
        List<Endpoint> stopping = new ArrayList<>();
        Map<String, String> selector = service.getSpec().getSelector();
        String namespace = service.getMetadata().getNamespace();
        for (Pod pod : pods) {
            boolean selected = selector != null
                    && !selector.isEmpty()
                    && pod.getMetadata().getNamespace().equals(namespace)
                    && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
            if (selected && isReady(pod)) {
                boolean leaves = pod.getMetadata().getDeletionTimestamp() != null;
                (leaves ? stopping : ready)
                        .add(new Endpoint(
                                pod.getMetadata().getUid(), pod.getSpec().getNodeName()));
            }
        }
        boolean local = "Local".equals(service.getSpec().getExternalTrafficPolicy());
        return new ServiceRoute(local, List.copyOf(ready), List.copyOf(stopping));
    }

    /** Pods that may get a request that came in at the node; empty if there is none. */
    List<Endpoint> candidates(String nodeName) {
        List<Endpoint> first = reachable(ready, nodeName);
        return first.isEmpty() ? reachable(stopping, nodeName) : first;
    }

    /** Whether the node itself has a ready pod. */
    boolean isReadyOn(String nodeName) {
        return ready.stream().anyMatch(endpoint -> endpoint.nodeName().equals(nodeName));
    }

    private List<Endpoint> reachable(List<Endpoint> endpoints, String nodeName) {
        return localOnly
                ? endpoints.stream()
                        .filter(endpoint -> endpoint.nodeName().equals(nodeName))
                        .toList()
                : endpoints;
    }

    static boolean isReady(Pod pod) {
        return pod.getSpec() != null
                && pod.getSpec().getNodeName() != null
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
