package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Backends that each set of the plan had when this process first looked at it: what is gone of a node that the run has
 * not taken away, another client has removed. A controller removes and adds as it goes: its sets are not here.
 *
 * <p>Thread-safe.
 */
final class BackendsAtFirst {
    private final Map<String, Found> sets = new ConcurrentHashMap<>();

    /** A set, by one backend of it that the run knows, and what it had. */
    private record Found(BackendMembership any, Set<BackendMembership.Place> places) {}

    /** A look at a set; the first one counts. */
    void found(BackendMembership membership, LoadBalancerDescription now) {
        if (!membership.owner().isController()) {
            sets.computeIfAbsent(membership.setKey(), set -> {
                Set<BackendMembership.Place> places = ConcurrentHashMap.newKeySet();
                places.addAll(places(membership, now));
                return new Found(membership, places);
            });
        }
    }

    /** A backend of each set. */
    List<BackendMembership> sets() {
        return sets.values().stream().map(Found::any).toList();
    }

    /**
     * How many of a node's backends are gone that no earlier call has told of.
     *
     * @param membership any of the set
     * @param now what is there of the set, or of the node in it
     */
    int removed(BackendMembership membership, Set<BackendMembership.Place> now, Collection<String> node) {
        Found found = sets.get(membership.setKey());
        return found == null
                ? 0
                : (int) List.copyOf(found.places()).stream()
                        .filter(place -> node.contains(place.address()) && !now.contains(place))
                        .filter(found.places()::remove)
                        .count();
    }

    /** All that is in the set of a backend. */
    static Set<BackendMembership.Place> places(BackendMembership membership, LoadBalancerDescription now) {
        return now.backendSet(membership.set()).stream()
                .flatMap(there -> there.backends().stream())
                .map(backend -> membership.with(backend).place())
                .collect(Collectors.toSet());
    }
}
