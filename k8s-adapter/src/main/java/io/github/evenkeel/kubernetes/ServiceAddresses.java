package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the addresses of Services of type LoadBalancer. */
final class ServiceAddresses {
    private static final Listing<Service, ServiceList> ALL =
            Listing.of(Permission.LIST_SERVICES, "api/v1/services", ServiceList.class);

    private ServiceAddresses() {}

    static List<ServiceAddress> read(ApiServer server) {
        return ALL.read(server, ServiceAddresses::of);
    }

    static Stream<ServiceAddress> of(Service service) {
        if (service.getSpec() == null
                || !"LoadBalancer".equals(service.getSpec().getType())
                || service.getStatus() == null
                || service.getStatus().getLoadBalancer() == null) {
            return Stream.empty();
        }
        return service.getStatus().getLoadBalancer().getIngress().stream()
                .flatMap(ServiceAddresses::addresses)
                .map(address -> new ServiceAddress(
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName(),
                        address));
    }

    /** A controller that balances by name tells a host name, others an address. */
    private static Stream<String> addresses(LoadBalancerIngress ingress) {
        return Stream.of(ingress.getIp(), ingress.getHostname())
                .filter(Objects::nonNull)
                .filter(address -> !address.isEmpty());
    }
}
