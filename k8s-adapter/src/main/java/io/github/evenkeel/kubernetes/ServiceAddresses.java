package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Services of type LoadBalancer and their addresses. */
final class ServiceAddresses {
    private static final Listing<Service, ServiceList> ALL =
            Listing.of(Permission.LIST_SERVICES, "api/v1/services", ServiceList.class);

    /** Selector of the nodes that the cloud controller manager chooses for a load balancer. */
    private static final String NODE_SELECTOR = "oci.oraclecloud.com/node-label-selector";

    /** Selector of the nodes that it chooses for a network load balancer. */
    private static final String NETWORK_NODE_SELECTOR = "oci-network-load-balancer.oraclecloud.com/node-label-selector";

    /** Kind of the load balancer: {@code lb}, {@code nlb}, in letters of either case. */
    private static final String BALANCER_TYPE = "oci.oraclecloud.com/load-balancer-type";

    private ServiceAddresses() {}

    static List<ServiceAddress> read(ApiServer server) {
        return ALL.read(server, ServiceAddresses::of);
    }

    static Stream<ServiceAddress> of(Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec == null || !"LoadBalancer".equals(spec.getType())) {
            return Stream.empty();
        }
        Map<String, String> annotations = service.getMetadata().getAnnotations();
        String balancerType = annotations.getOrDefault(BALANCER_TYPE, "").toLowerCase(Locale.ROOT);
        String selector = balancerType.equals("nlb") ? NETWORK_NODE_SELECTOR : NODE_SELECTOR;
        List<String> addresses = held(service);
        return (addresses.isEmpty() ? Stream.of("") : addresses.stream()).map(address -> ServiceAddress.builder(
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName())
                .address(address)
                .uid(Objects.requireNonNullElse(service.getMetadata().getUid(), ""))
                .healthCheckPort(Objects.requireNonNullElse(spec.getHealthCheckNodePort(), 0))
                .nodePorts(nodePorts(spec))
                .nodeSelector(annotations.getOrDefault(selector, ""))
                .balancerType(balancerType)
                .loadBalancerClass(Objects.requireNonNullElse(spec.getLoadBalancerClass(), ""))
                .build());
    }

    private static List<String> held(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return List.of();
        }
        return service.getStatus().getLoadBalancer().getIngress().stream()
                .flatMap(ServiceAddresses::addresses)
                .toList();
    }

    /** If two protocols use the same port, the first counts. */
    private static Map<Integer, Integer> nodePorts(ServiceSpec spec) {
        return spec.getPorts().stream()
                .filter(port -> port.getPort() != null && port.getNodePort() != null)
                .collect(Collectors.toMap(ServicePort::getPort, ServicePort::getNodePort, (first, second) -> first));
    }

    /** Some controllers set a host name, others an address. */
    private static Stream<String> addresses(LoadBalancerIngress ingress) {
        return Stream.of(ingress.getIp(), ingress.getHostname())
                .filter(Objects::nonNull)
                .filter(address -> !address.isEmpty());
    }
}
