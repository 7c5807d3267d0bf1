package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a pool. Guarded by the {@link Tenancy}. */
final class NodeState {
    private final String name;
    private final String nodePoolId;
    private final String subnetId;
    private final String availabilityDomain;
    private final String faultDomain;
    private final String version;
    private @Nullable String id;
    private @Nullable String privateIp;
    private @Nullable Map<String, Object> error;
    private String lifecycle = "CREATING";
    private boolean deletionFailed;

    NodeState(String name, NodePoolState pool, String availabilityDomain, String faultDomain, String version) {
        this.name = name;
        this.nodePoolId = pool.id();
        this.subnetId = pool.subnetId();
        this.availabilityDomain = availabilityDomain;
        this.faultDomain = faultDomain;
        this.version = version;
    }

    @Nullable
    String id() {
        return id;
    }

    String availabilityDomain() {
        return availabilityDomain;
    }

    boolean is(String state) {
        return lifecycle.equals(state);
    }

    /** Counts towards the size of the pool. */
    boolean remains() {
        return !is("DELETING") && !is("DELETED");
    }

    void lifecycle(String next) {
        lifecycle = next;
    }

    /** Gives the node its machine. */
    Instance made(String instanceId, String ip, String nodeIp, String compartmentId) {
        id = instanceId;
        privateIp = ip;
        error = null;
        return new Instance(
                instanceId, name, nodePoolId, compartmentId, ip, nodeIp, availabilityDomain, faultDomain, version);
    }

    /** The service will end it with the next update of its pool. */
    void deletionFailed() {
        deletionFailed = true;
    }

    boolean isToBeEnded() {
        return deletionFailed && remains();
    }

    String version() {
        return version;
    }

    void notMade(String code, String message) {
        error = Map.of("code", code, "message", message, "status", "400");
    }

    @Nullable
    String privateIp() {
        return privateIp;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("kubernetesVersion", version);
        json.put("availabilityDomain", availabilityDomain);
        json.put("subnetId", subnetId);
        json.put("nodePoolId", nodePoolId);
        json.put("faultDomain", faultDomain);
        json.put("privateIp", privateIp);
        json.put("publicIp", null);
        json.put("nodeError", error);
        json.put("lifecycleState", lifecycle);
        json.put("lifecycleDetails", "");
        return json;
    }
}
