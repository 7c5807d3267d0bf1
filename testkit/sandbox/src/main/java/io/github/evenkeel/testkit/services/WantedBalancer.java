package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Balancer that a Service has to have. Names, ports and annotations are those of Oracle's cloud controller manager, see
 * <a href="https://github.com/oracle/oci-cloud-controller-manager/blob/master/docs/load-balancer-annotations.md">Load
 * Balancer Annotations</a>.
 *
 * @param displayName the Service's UID
 */
record WantedBalancer(String displayName, List<WantedSet> sets, List<WantedListener> listeners) {
    /** Where kube-proxy says that it is well. */
    private static final int KUBE_PROXY_HEALTH_PORT = 10256;

    private static final String PROTOCOL = "service.beta.kubernetes.io/oci-load-balancer-backend-protocol";
    private static final String IDLE_TIMEOUT = "service.beta.kubernetes.io/oci-load-balancer-connection-idle-timeout";

    static WantedBalancer of(Service service, BalancerKind kind, List<ServiceNode> nodes) {
        Map<String, String> annotations = BalancerKind.annotations(service);
        Optional<Integer> idleTimeout = kind == BalancerKind.LOAD_BALANCER
                ? Optional.ofNullable(annotations.get(IDLE_TIMEOUT)).map(Integer::valueOf)
                : Optional.empty();
        List<WantedSet> sets = new ArrayList<>();
        List<WantedListener> listeners = new ArrayList<>();
        for (ServicePort port : service.getSpec().getPorts()) {
            String transport = port.getProtocol() == null ? "TCP" : port.getProtocol();
            String set = transport + "-" + port.getPort();
            String protocol = kind == BalancerKind.LOAD_BALANCER
                    ? annotations.getOrDefault(PROTOCOL, transport).toUpperCase(Locale.ROOT)
                    : transport;
            sets.add(new WantedSet(set, kind.policy(service), healthPort(service), port.getNodePort(), nodes));
            listeners.add(
                    new WantedListener(protocol + "-" + port.getPort(), protocol, port.getPort(), set, idleTimeout));
        }
        return new WantedBalancer(service.getMetadata().getUid(), List.copyOf(sets), List.copyOf(listeners));
    }

    private static int healthPort(Service service) {
        Integer local = service.getSpec().getHealthCheckNodePort();
        boolean isLocal = "Local".equals(service.getSpec().getExternalTrafficPolicy());
        return isLocal && local != null && local > 0 ? local : KUBE_PROXY_HEALTH_PORT;
    }

    /** Whether each set has a backend; a set is never emptied. */
    boolean hasNodes() {
        return sets.stream().noneMatch(set -> set.nodes().isEmpty());
    }
}
