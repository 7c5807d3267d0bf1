package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;

/**
 * Backend sets that a controller keeps for Services of type LoadBalancer: all sets of a balancer that is named by the
 * UID of a Service, as oci-cloud-controller-manager names it, or has its address and leads to its node ports.
 */
public final class ServiceSets {
    private final List<ServiceAddress> services;

    /** @param services all of the cluster */
    public ServiceSets(List<ServiceAddress> services) {
        this.services = List.copyOf(services);
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    /** The Services, with their addresses, that a balancer belongs to; none if it was made by hand. */
    public List<ServiceAddress> servicesOf(LoadBalancerDescription balancer) {
        return services.stream()
                .filter(service -> isNamedBy(service, balancer) || isAt(service, balancer))
                .toList();
    }

    /** Private addresses repeat: in another network, a balancer at the same address has backends of other ports. */
    private static boolean isAt(ServiceAddress service, LoadBalancerDescription balancer) {
        return balancer.addresses().contains(service.address())
                && (service.nodePorts().isEmpty()
                        || balancer.backendSets().stream()
                                .flatMap(set -> set.backends().stream())
                                .anyMatch(backend -> service.nodePorts().containsValue(backend.port())));
    }

    private static boolean isNamedBy(ServiceAddress service, LoadBalancerDescription balancer) {
        return !service.uid().isEmpty() && balancer.name().contains(service.uid());
    }

    /** The party that writes a set of a balancer. */
    public SetOwner ownerOf(LoadBalancerDescription balancer, BackendSet set) {
        List<ServiceAddress> its = servicesOf(balancer);
        if (its.isEmpty()) {
            return SetOwner.PLAN;
        }
        boolean local = its.stream()
                .anyMatch(service ->
                        service.healthCheckPort() != 0 && service.healthCheckPort() == set.healthCheckPort());
        return local ? SetOwner.LOCAL_SERVICE : SetOwner.SERVICE;
    }
}
