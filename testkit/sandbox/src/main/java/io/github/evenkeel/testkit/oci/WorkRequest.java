package io.github.evenkeel.testkit.oci;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work request of a service. Guarded by the emulator's state lock. */
final class WorkRequest {
    /** Status, in the words that both services use. */
    enum Status {
        ACCEPTED,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    /** A line of its log, or of its errors. */
    record Entry(Instant at, String message) {}

    private final String id;
    private final String type;
    private final String resourceId;
    private final String entityType;
    private final Instant accepted = Instant.now();
    private final List<Entry> log = new ArrayList<>();
    private @Nullable String nodeId;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private @Nullable Entry error;
    private String errorCode = "";
    private Status status = Status.ACCEPTED;
    private boolean resourceFailed;

    WorkRequest(String id, String type, String entityType, String resourceId) {
        this.id = id;
        this.type = type;
        this.entityType = entityType;
        this.resourceId = resourceId;
        say("Work request accepted: " + type);
    }

    String id() {
        return id;
    }

    String resourceId() {
        return resourceId;
    }

    String entityType() {
        return entityType;
    }

    /** The node that it deletes; null if it deletes none. */
    @Nullable
    String nodeId() {
        return nodeId;
    }

    /** It deletes that node. */
    WorkRequest deletes(String node) {
        nodeId = node;
        return this;
    }

    /** Whether its resource is FAILED because of it. */
    boolean resourceFailed() {
        return resourceFailed;
    }

    void leavesResourceFailed() {
        resourceFailed = true;
    }

    Status status() {
        return status;
    }

    boolean ended() {
        return status == Status.SUCCEEDED || status == Status.FAILED;
    }

    void start() {
        if (status == Status.ACCEPTED) {
            status = Status.IN_PROGRESS;
            started = Instant.now();
            say("Work request started");
        }
    }

    void succeed() {
        end(Status.SUCCEEDED, "Work request succeeded");
    }

    void fail(String code, String message) {
        error = new Entry(Instant.now(), message);
        errorCode = code;
        end(Status.FAILED, "Work request failed: " + message);
    }

    private void end(Status last, String message) {
        start();
        status = last;
        finished = Instant.now();
        say(message);
    }

    void say(String message) {
        log.add(new Entry(Instant.now(), message));
    }

    /** As Container Engine shows it. */
    Map<String, @Nullable Object> ofContainerEngine(String compartmentId) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("actionType", actionType());
        resource.put("entityType", entityType);
        resource.put("identifier", resourceId);
        resource.put("entityUri", (entityType.equals("cluster") ? "/clusters/" : "/nodePools/") + resourceId);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("operationType", type);
        json.put("status", status);
        json.put("compartmentId", compartmentId);
        json.put("resources", nodeId == null ? List.of(resource) : List.of(resource, node(nodeId)));
        json.put("timeAccepted", accepted);
        json.put("timeStarted", started);
        json.put("timeFinished", finished);
        return json;
    }

    private Map<String, @Nullable Object> node(String node) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("actionType", actionType());
        resource.put("entityType", "node");
        resource.put("identifier", node);
        resource.put("entityUri", null);
        return resource;
    }

    /** As Load Balancer shows it. */
    Map<String, @Nullable Object> ofLoadBalancer(String compartmentId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("loadBalancerId", resourceId);
        json.put("type", type);
        json.put("compartmentId", compartmentId);
        json.put("lifecycleState", status);
        json.put(
                "message",
                error != null ? error.message() : log.get(log.size() - 1).message());
        json.put("timeAccepted", accepted);
        json.put("timeFinished", finished);
        json.put(
                "errorDetails",
                error == null ? List.of() : List.of(Map.of("errorCode", errorCode, "message", error.message())));
        return json;
    }

    /** As Network Load Balancer shows it. */
    Map<String, @Nullable Object> ofNetworkLoadBalancer(String compartmentId) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("entityType", entityType);
        resource.put("actionType", status == Status.SUCCEEDED ? "UPDATED" : "IN_PROGRESS");
        resource.put("identifier", resourceId);
        resource.put("entityUri", "/networkLoadBalancers/" + resourceId);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("operationType", type);
        json.put("status", status);
        json.put("compartmentId", compartmentId);
        json.put("resources", List.of(resource));
        json.put("percentComplete", ended() ? 100 : status == Status.IN_PROGRESS ? 50 : 0);
        json.put("timeAccepted", accepted);
        json.put("timeStarted", started);
        json.put("timeFinished", finished);
        return json;
    }

    List<Map<String, Object>> errors() {
        return error == null
                ? List.of()
                : List.of(Map.of("code", errorCode, "message", error.message(), "timestamp", error.at()));
    }

    List<Map<String, Object>> logEntries() {
        return log.stream()
                .<Map<String, Object>>map(entry -> Map.of("message", entry.message(), "timestamp", entry.at()))
                .toList();
    }

    private String actionType() {
        return switch (status) {
            case ACCEPTED, IN_PROGRESS -> "IN_PROGRESS";
            case SUCCEEDED -> "UPDATED";
            case FAILED -> "FAILED";
        };
    }
}
