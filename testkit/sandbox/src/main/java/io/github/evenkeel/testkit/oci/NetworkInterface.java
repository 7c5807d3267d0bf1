package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Network interface (VNIC) of an instance.
 *
 * @param primary the one that the instance was launched with
 */
record NetworkInterface(Instance instance, String privateIp, boolean primary) {
    /** Those of an instance, the primary one first. */
    static List<NetworkInterface> of(Instance instance) {
        NetworkInterface first = new NetworkInterface(instance, instance.privateIp(), true);
        return instance.nodeIp().equals(instance.privateIp())
                ? List.of(first)
                : List.of(first, new NetworkInterface(instance, instance.nodeIp(), false));
    }

    String id() {
        return instance.id().replace(".instance.", ".vnic.") + (primary ? "" : "2");
    }

    Map<String, Object> attachment(String subnetId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id().replace(".vnic.", ".vnicattachment."));
        json.put("instanceId", instance.id());
        json.put("vnicId", id());
        json.put("subnetId", subnetId);
        json.put("compartmentId", instance.compartmentId());
        json.put("availabilityDomain", instance.availabilityDomain());
        json.put("lifecycleState", "ATTACHED");
        return json;
    }

    Map<String, Object> json(String subnetId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id());
        json.put("displayName", instance.name());
        json.put("hostnameLabel", instance.name());
        json.put("compartmentId", instance.compartmentId());
        json.put("availabilityDomain", instance.availabilityDomain());
        json.put("isPrimary", primary);
        json.put("privateIp", privateIp);
        json.put("subnetId", subnetId);
        json.put("lifecycleState", "AVAILABLE");
        return json;
    }
}
