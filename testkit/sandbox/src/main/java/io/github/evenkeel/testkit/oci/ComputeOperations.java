package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reads of Compute and Networking that a cloud controller manager makes: an instance, its network interfaces, and
 * their subnets.
 */
final class ComputeOperations {
    private final Tenancy tenancy;
    private final ContainerEngineState engine;
    private final Machines machines;

    ComputeOperations(Tenancy tenancy, ContainerEngineState engine, Machines machines) {
        this.tenancy = tenancy;
        this.engine = engine;
        this.machines = machines;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.GET_INSTANCE, this::instance);
        handlers.put(OciOperation.LIST_VNIC_ATTACHMENTS, this::attachments);
        handlers.put(OciOperation.GET_VNIC, this::vnic);
        handlers.put(OciOperation.GET_SUBNET, this::subnet);
    }

    private OciAnswer instance(OciCall call) {
        Instance instance = find(call.path("instanceId"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", instance.id());
        json.put("displayName", instance.name());
        json.put("compartmentId", instance.compartmentId());
        json.put("availabilityDomain", instance.availabilityDomain());
        json.put("faultDomain", instance.faultDomain());
        json.put("region", "iad");
        json.put("shape", "VM.Standard.E5.Flex");
        json.put("lifecycleState", lifecycle(instance));
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        return OciAnswer.of(json);
    }

    private String lifecycle(Instance instance) {
        if (!machines.runs(instance.id())) {
            return "TERMINATED";
        }
        boolean leaves = engine.findPool(instance.nodePoolId())
                .flatMap(pool -> pool.node(instance.id()))
                .filter(node -> node.is("DELETING"))
                .isPresent();
        return leaves ? "TERMINATING" : "RUNNING";
    }

    private OciAnswer attachments(OciCall call) {
        tenancy.checkCompartment(call);
        Instance instance = find(call.neededQuery("instanceId"));
        return OciAnswer.page(
                call,
                NetworkInterface.of(instance).stream()
                        .map(each -> each.attachment(subnetOf(instance)))
                        .toList(),
                tenancy.mostPerPage());
    }

    private OciAnswer vnic(OciCall call) {
        String id = call.path("vnicId");
        return machines.known().stream()
                .flatMap(instance -> NetworkInterface.of(instance).stream())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(each -> OciAnswer.of(each.json(subnetOf(each.instance()))))
                .orElseThrow(() -> Refusal.notFound("vnic " + id));
    }

    private OciAnswer subnet(OciCall call) {
        String id = call.path("subnetId");
        boolean ofNodes =
                engine.pools().stream().anyMatch(pool -> pool.subnetId().equals(id));
        if (!ofNodes && !id.equals(tenancy.loadBalancerSubnetId())) {
            throw Refusal.notFound("subnet " + id);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("compartmentId", tenancy.compartmentId());
        json.put("vcnId", engine.cluster().id().replace(".cluster.", ".vcn."));
        json.put("displayName", ofNodes ? "nodes" : "load balancers");
        json.put("cidrBlock", ofNodes ? "10.0.0.0/16" : "10.1.20.0/24");
        json.put("availabilityDomain", null);
        json.put("virtualRouterIp", ofNodes ? "10.0.0.1" : "10.1.20.1");
        json.put("prohibitPublicIpOnVnic", false);
        json.put("securityListIds", List.of());
        json.put("lifecycleState", "AVAILABLE");
        return OciAnswer.of(json);
    }

    private Instance find(String id) {
        return machines.find(id).orElseThrow(() -> Refusal.notFound("instance " + id));
    }

    private String subnetOf(Instance instance) {
        return engine.findPool(instance.nodePoolId())
                .map(NodePoolState::subnetId)
                .orElse("");
    }
}
