package io.github.evenkeel.testkit.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Calls of one of the balancing services that a cloud controller makes. What differs between the two is abstract. A
 * change returns the OCID of its work request; all methods throw RuntimeException if the service refuses or fails.
 */
abstract class BalancerApi {
    /** State of a work request. */
    enum Work {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    private final OciHttp http;
    private final String compartmentId;
    private final String collection;

    /** @param collection path of all balancers */
    BalancerApi(OciHttp http, String compartmentId, String collection) {
        this.http = http;
        this.compartmentId = compartmentId;
        this.collection = collection;
    }

    /** Those of a listing. */
    abstract JsonNode items(JsonNode listing);

    /** Whether a change of the balancer is under way, of any client. */
    abstract boolean isBusy(JsonNode balancer);

    /** What a description of a new balancer has besides name, compartment, sets and listeners. */
    abstract Map<String, Object> placement();

    abstract Map<String, Object> backend(ServiceNode node, int port);

    abstract String workRequestPath(String id);

    /** Field of a work request that has its state. */
    abstract String workRequestState();

    /** The balancer of that name with all that is in it. */
    Optional<JsonNode> find(String displayName) {
        JsonNode listing = read(collection + "?compartmentId=" + OciHttp.encoded(compartmentId) + "&displayName="
                + OciHttp.encoded(displayName));
        return StreamSupport.stream(items(listing).spliterator(), false)
                .filter(balancer -> balancer.path("displayName").asText().equals(displayName))
                .findFirst()
                .map(balancer -> read(path(balancer)));
    }

    Work work(String workRequestId) {
        String state =
                read(workRequestPath(workRequestId)).path(workRequestState()).asText();
        return switch (state) {
            case "ACCEPTED", "IN_PROGRESS" -> Work.RUNNING;
            case "SUCCEEDED" -> Work.SUCCEEDED;
            default -> Work.FAILED;
        };
    }

    Optional<String> create(WantedBalancer wanted) {
        Map<String, Object> body = new LinkedHashMap<>(placement());
        body.put("compartmentId", compartmentId);
        body.put("displayName", wanted.displayName());
        Map<String, Object> sets = new LinkedHashMap<>();
        wanted.sets().forEach(set -> sets.put(set.name(), body(set)));
        body.put("backendSets", sets);
        Map<String, Object> listeners = new LinkedHashMap<>();
        wanted.listeners().forEach(listener -> listeners.put(listener.name(), body(listener)));
        body.put("listeners", listeners);
        return http.change("POST", collection, body);
    }

    Optional<String> delete(JsonNode balancer) {
        return http.change("DELETE", path(balancer), null);
    }

    Optional<String> createSet(JsonNode balancer, WantedSet set) {
        Map<String, Object> body = body(set);
        body.put("name", set.name());
        return http.change("POST", path(balancer) + "/backendSets", body);
    }

    /** Replaces the whole set: weight 1 for each backend, and no flags. */
    Optional<String> updateSet(JsonNode balancer, WantedSet set) {
        return http.change("PUT", path(balancer) + "/backendSets/" + set.name(), body(set));
    }

    Optional<String> deleteSet(JsonNode balancer, String name) {
        return http.change("DELETE", path(balancer) + "/backendSets/" + name, null);
    }

    Optional<String> createListener(JsonNode balancer, WantedListener listener) {
        Map<String, Object> body = body(listener);
        body.put("name", listener.name());
        return http.change("POST", path(balancer) + "/listeners", body);
    }

    Optional<String> updateListener(JsonNode balancer, WantedListener listener) {
        return http.change("PUT", path(balancer) + "/listeners/" + listener.name(), body(listener));
    }

    Optional<String> deleteListener(JsonNode balancer, String name) {
        return http.change("DELETE", path(balancer) + "/listeners/" + name, null);
    }

    String path(JsonNode balancer) {
        return collection + "/" + balancer.path("id").asText();
    }

    JsonNode read(String path) {
        OciHttp.Answer answer = http.get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException("GET " + path + ": " + answer.status());
        }
        return answer.body();
    }

    private Map<String, Object> body(WantedSet set) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("policy", set.policy());
        body.put(
                "backends",
                set.nodes().stream().map(node -> backend(node, set.nodePort())).toList());
        body.put(
                "healthChecker",
                Map.of(
                        "protocol", "HTTP",
                        "port", set.healthPort(),
                        "urlPath", "/healthz",
                        "returnCode", 200,
                        "retries", 3,
                        "timeoutInMillis", 3_000,
                        "intervalInMillis", 10_000));
        return body;
    }

    private static Map<String, Object> body(WantedListener listener) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("protocol", listener.protocol());
        body.put("port", listener.port());
        body.put("defaultBackendSetName", listener.backendSet());
        listener.idleTimeout()
                .ifPresent(seconds -> body.put("connectionConfiguration", Map.of("idleTimeout", seconds)));
        return body;
    }

    static List<String> names(JsonNode byName) {
        return byName.properties().stream().map(Map.Entry::getKey).toList();
    }
}
