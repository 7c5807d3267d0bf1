package io.github.evenkeel.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer as its service describes it.
 *
 * @param id identity for the service
 * @param name what people call it
 * @param lifecycle whether it takes changes now
 * @param addresses it listens on
 * @param backendSets all of them
 * @param revision opaque; changes with every change of the balancer. Null if the service has none
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

    /** The backend set of that name, if there is one. */
    public Optional<BackendSet> backendSet(String name) {
        return backendSets.stream().filter(set -> set.name().equals(name)).findFirst();
    }
}
