package io.github.evenkeel.testkit.oci;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * State of a load balancer. Writes need the {@link Tenancy}'s monitor; its backend sets are immutable and may be read
 * at any time.
 */
final class LoadBalancerState {
    private static final int MOST_BACKEND_SETS = 16;

    private final String id;
    private final String subnetId;
    private final String displayName;
    private final List<String> addresses;
    private final List<ListenerState> listeners;
    private final Instant created = Instant.now();
    private final HealthReports health = new HealthReports();
    private volatile Map<String, BackendSetState> backendSets = Map.of();
    private String lifecycle = "ACTIVE";
    private int revision;

    LoadBalancerState(Ocids ocids, String displayName, List<String> addresses, List<ListenerState> listeners) {
        this.id = ocids.regional("loadbalancer");
        this.subnetId = ocids.regional("subnet");
        this.displayName = displayName;
        this.addresses = addresses;
        this.listeners = listeners;
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

    boolean hasListener(String backendSet) {
        return listeners.stream().anyMatch(listener -> listener.backendSet().equals(backendSet));
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

    Map<String, @Nullable Object> json(String compartmentId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("compartmentId", compartmentId);
        json.put("displayName", displayName);
        json.put("lifecycleState", lifecycle);
        json.put("timeCreated", created);
        json.put(
                "ipAddresses",
                addresses.stream()
                        .map(address -> Map.of("ipAddress", address, "isPublic", true))
                        .toList());
        json.put("shapeName", "flexible");
        json.put("shapeDetails", Map.of("minimumBandwidthInMbps", 10, "maximumBandwidthInMbps", 100));
        json.put("isPrivate", false);
        json.put("subnetIds", List.of(subnetId));
        json.put("networkSecurityGroupIds", List.of());
        Map<String, Object> byName = new LinkedHashMap<>();
        listeners.forEach(listener -> byName.put(listener.name(), listener.json()));
        json.put("listeners", byName);
        json.put("hostnames", Map.of());
        json.put("sslCipherSuites", Map.of());
        json.put("certificates", Map.of());
        Map<String, Object> sets = new LinkedHashMap<>();
        backendSets.values().forEach(set -> sets.put(set.name(), set.json()));
        json.put("backendSets", sets);
        json.put("pathRouteSets", Map.of());
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        json.put("ruleSets", Map.of());
        json.put("routingPolicies", Map.of());
        return json;
    }
}
