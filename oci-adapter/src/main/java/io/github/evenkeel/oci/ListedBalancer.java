package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Set;

/**
 * Load balancer of a listing, of either service.
 *
 * @param ports those of its backends, in all sets
 */
record ListedBalancer(String id, String name, Lifecycle lifecycle, List<String> addresses, Set<Integer> ports) {
    /** The cloud controller manager names a load balancer by the Service's UID, after a prefix if it has one. */
    boolean isNamedAfter(ServiceAddress service) {
        return !service.uid().isEmpty() && name.endsWith(service.uid());
    }

    boolean has(String address) {
        return !address.isEmpty() && addresses.contains(address);
    }

    /** Private addresses repeat in other networks, so an address alone is no proof: a node port has to be the same. */
    boolean isAt(ServiceAddress service) {
        return has(service.address())
                && (ports.isEmpty()
                        || service.nodePorts().isEmpty()
                        || service.nodePorts().values().stream().anyMatch(ports::contains));
    }

    /** Gone ones stay listed for a while. One whose creation failed has no address. */
    boolean isThere() {
        return lifecycle != Lifecycle.DELETING
                && lifecycle != Lifecycle.DELETED
                && (lifecycle != Lifecycle.FAILED || !addresses.isEmpty());
    }

    @Override
    public String toString() {
        return id + " (" + name + ")";
    }
}
