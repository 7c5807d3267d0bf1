package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable table of the pods behind each port of every node, at one moment. */
final class ServiceTable {
    private final Map<Integer, ServiceRoute> byNodePort;
    private final Map<Integer, ServiceRoute> byHealthPort;

    private ServiceTable(Map<Integer, ServiceRoute> byNodePort, Map<Integer, ServiceRoute> byHealthPort) {
        this.byNodePort = byNodePort;
        this.byHealthPort = byHealthPort;
    }

    static ServiceTable of(Collection<Service> services, Collection<Pod> pods) {
        Map<Integer, ServiceRoute> nodePorts = new HashMap<>();
        Map<Integer, ServiceRoute> healthPorts = new HashMap<>();
        for (Service service : services) {
            List<Integer> ports = nodePorts(service);
            if (ports.isEmpty()) {
                continue;
            }
            ServiceRoute route = ServiceRoute.of(service, pods);
            ports.forEach(port -> nodePorts.put(port, route));
            Integer healthPort = service.getSpec().getHealthCheckNodePort();
            if (route.localOnly() && healthPort != null && healthPort > 0) {
                healthPorts.put(healthPort, route);
            }
        }
        return new ServiceTable(Map.copyOf(nodePorts), Map.copyOf(healthPorts));
    }

    /** Ports that carry a service's traffic. */
    Set<Integer> nodePorts() {
        return byNodePort.keySet();
    }

    /** Ports that tell whether the node has a pod of its own for a service with externalTrafficPolicy Local. */
    Set<Integer> healthPorts() {
        return byHealthPort.keySet();
    }

    @Nullable
    ServiceRoute atNodePort(int port) {
        return byNodePort.get(port);
    }

    @Nullable
    ServiceRoute atHealthPort(int port) {
        return byHealthPort.get(port);
    }

    private static List<Integer> nodePorts(Service service) {
        if (service.getSpec() == null || service.getMetadata().getDeletionTimestamp() != null) {
            return List.of();
        }
        return service.getSpec().getPorts().stream()
                .filter(port -> port.getProtocol() == null || "TCP".equals(port.getProtocol()))
                .map(ServicePort::getNodePort)
                .filter(port -> port != null && port > 0)
                .toList();
    }
}
