package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;

/**
 * Backend sets that a controller keeps for Services of type LoadBalancer: all sets of a balancer that has the address
 * of a Service, or is named by its UID, as oci-cloud-controller-manager names it.
 */
public final class ServiceSets {
    private final List<ServiceAddress> services;

    /** @param services all of the cluster */
    public ServiceSets(List<ServiceAddress> services) {
        this.services = List.copyOf(services);
    }

    /** The Services, with their addresses, that a balancer belongs to; none if it was made by hand. */
    public List<ServiceAddress> servicesOf(LoadBalancerDescription balancer) {
        return services.stream()
                .filter(service -> balancer.addresses().contains(service.address()) || isNamedBy(service, balancer))
                .toList();
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
