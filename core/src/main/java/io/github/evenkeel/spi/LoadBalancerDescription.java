package io.github.evenkeel.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a load balancer by its service.
 *
 * @param id identity for the service
 * @param name display name
 * @param lifecycle whether it accepts changes now
 * @param addresses it listens on
 * @param backendSets all of them
 * @param revision opaque; differs after every change of the balancer. Null if the service has none
 */
public record LoadBalancerDescription(
        String id,
        String name,
        Lifecycle lifecycle,
        List<String> addresses,
        List<BackendSet> backendSets,
        @Nullable String revision) {
    /** Copies the lists. */
    public LoadBalancerDescription {
        addresses = List.copyOf(addresses);
        backendSets = List.copyOf(backendSets);
    }

    /** The backend set of that name, if it exists. */
    public Optional<BackendSet> backendSet(String name) {
        return backendSets.stream().filter(set -> set.name().equals(name)).findFirst();
    }
}
