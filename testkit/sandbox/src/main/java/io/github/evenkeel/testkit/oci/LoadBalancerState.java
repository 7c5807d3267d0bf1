package io.github.evenkeel.testkit.oci;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * State of a load balancer or network load balancer. Writes need the {@link Tenancy}'s monitor; its listeners and
 * backend sets are immutable and may be read at any time.
 */
final class LoadBalancerState {
    private static final int MOST_BACKEND_SETS = 16;

    private final String id;
    private final String subnetId;
    private final String displayName;
    private final List<String> addresses;
    private final Instant created = Instant.now();
    private final HealthReports health = new HealthReports();
    private volatile Map<String, ListenerState> listeners = Map.of();
    private volatile Map<String, BackendSetState> backendSets = Map.of();
    private String lifecycle = "ACTIVE";
    private int revision;

    LoadBalancerState(Ocids ocids, String ocidType, String displayName, List<String> addresses) {
        this(ocids, ocidType, displayName, addresses, ocids.regional("subnet"));
    }

    LoadBalancerState(Ocids ocids, String ocidType, String displayName, List<String> addresses, String subnetId) {
        this.id = ocids.regional(ocidType);
        this.subnetId = subnetId;
        this.displayName = displayName;
        this.addresses = addresses;
    }

    String id() {
        return id;
    }

    String subnetId() {
        return subnetId;
    }

    String displayName() {
        return displayName;
    }

    List<String> addresses() {
        return addresses;
    }

    Instant created() {
        return created;
    }

    String lifecycle() {
        return lifecycle;
    }

    void lifecycle(String next) {
        lifecycle = next;
        revision++;
    }

    HealthReports health() {
        return health;
    }

    /** The revision of the load balancer, and of all that is in it. */
    String etag() {
        return Etag.of(id, revision);
    }

    Map<String, BackendSetState> backendSets() {
        return backendSets;
    }

    Optional<BackendSetState> findBackendSet(String name) {
        return Optional.ofNullable(backendSets.get(name));
    }

    BackendSetState backendSet(String name) {
        return findBackendSet(name).orElseThrow(() -> Refusal.notFound("backend set " + name));
    }

    BackendState backend(String backendSet, String name) {
        return backendSet(backendSet).backend(name).orElseThrow(() -> Refusal.notFound("backend " + name));
    }

    Map<String, ListenerState> listeners() {
        return listeners;
    }

    ListenerState listener(String name) {
        ListenerState listener = listeners.get(name);
        if (listener == null) {
            throw Refusal.notFound("listener " + name);
        }
        return listener;
    }

    boolean hasListener(String backendSet) {
        return listeners.values().stream()
                .anyMatch(listener -> listener.backendSet().equals(backendSet));
    }

    /** Adds a listener, or replaces the one of that name. */
    void put(ListenerState listener) {
        if (findBackendSet(listener.backendSet()).isEmpty()) {
            throw Refusal.invalid("listener " + listener.name() + " leads to backend set " + listener.backendSet()
                    + "; there are " + backendSets.keySet());
        }
        Map<String, ListenerState> next = new LinkedHashMap<>(listeners);
        next.put(listener.name(), listener);
        listeners = next;
        revision++;
    }

    void removeListener(String name) {
        listener(name);
        Map<String, ListenerState> next = new LinkedHashMap<>(listeners);
        next.remove(name);
        listeners = next;
        revision++;
    }

    void change(String backendSet, UnaryOperator<BackendSetState> edit) {
        put(edit.apply(backendSet(backendSet)));
    }

    void put(BackendSetState set) {
        Map<String, BackendSetState> next = new LinkedHashMap<>(backendSets);
        next.put(set.name(), set);
        if (next.size() > MOST_BACKEND_SETS) {
            throw Refusal.invalid("a load balancer can have " + MOST_BACKEND_SETS + " backend sets, not more");
        }
        replace(next);
    }

    void remove(String backendSet) {
        backendSet(backendSet);
        if (hasListener(backendSet)) {
            throw Refusal.invalid("backend set " + backendSet + " is used by a listener");
        }
        Map<String, BackendSetState> next = new LinkedHashMap<>(backendSets);
        next.remove(backendSet);
        replace(next);
    }

    private void replace(Map<String, BackendSetState> next) {
        backendSets = next;
        revision++;
        health.keepOnly(next);
    }
}
