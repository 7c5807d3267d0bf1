package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Load balancer of a listing, of either service.
 *
 * @param description with all its backends; what else is known of its sets depends on the service
 */
record ListedBalancer(LoadBalancerDescription description) {
    String id() {
        return description.id();
    }

    List<String> addresses() {
        return description.addresses();
    }

    /** The cloud controller manager names a load balancer by the Service's UID, after a prefix if it has one. */
    boolean isNamedAfter(ServiceAddress service) {
        return !service.uid().isEmpty() && description.name().endsWith(service.uid());
    }

    boolean has(String address) {
        return !address.isEmpty() && addresses().contains(address);
    }

    /** Private addresses repeat in other networks, so an address alone is no proof: a node port has to be the same. */
    boolean isAt(ServiceAddress service) {
        if (!has(service.address())) {
            return false;
        }
        Set<Integer> ports = ports();
        return ports.isEmpty()
                || service.nodePorts().isEmpty()
                || service.nodePorts().values().stream().anyMatch(ports::contains);
    }

    private Set<Integer> ports() {
        return description.backendSets().stream()
                .flatMap(set -> set.backends().stream())
                .map(Backend::port)
                .collect(Collectors.toSet());
    }

    /** Gone ones stay listed for a while. One whose creation failed has no address. */
    boolean isThere() {
        Lifecycle lifecycle = description.lifecycle();
        return lifecycle != Lifecycle.DELETING
                && lifecycle != Lifecycle.DELETED
                && (lifecycle != Lifecycle.FAILED || !addresses().isEmpty());
    }

    @Override
    public String toString() {
        return id() + " (" + description.name() + ")";
    }
}
