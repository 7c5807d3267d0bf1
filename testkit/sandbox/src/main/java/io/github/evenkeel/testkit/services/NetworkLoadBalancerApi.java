package io.github.evenkeel.testkit.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.oci.OciEmulator;
import java.util.Map;
import java.util.Set;

/** Network Load Balancer as a cloud controller calls it. It registers a node by its instance and its address. */
final class NetworkLoadBalancerApi extends BalancerApi {
    private static final Set<String> IN_FLIGHT = Set.of("CREATING", "UPDATING", "DELETING");

    private final String subnetId;

    NetworkLoadBalancerApi(OciHttp http, OciEmulator oci) {
        super(http, oci.compartmentId(), "/20200501/networkLoadBalancers");
        subnetId = oci.loadBalancerSubnetId();
    }

    @Override
    JsonNode items(JsonNode listing) {
        return listing.path("items");
    }

    @Override
    boolean isBusy(JsonNode balancer) {
        return IN_FLIGHT.contains(balancer.path("lifecycleState").asText());
    }

    @Override
    Map<String, Object> placement() {
        return Map.of("subnetId", subnetId, "isPrivate", false);
    }

    @Override
    Map<String, Object> backend(ServiceNode node, int port) {
        return Map.of("targetId", node.instanceId(), "ipAddress", node.address(), "port", port, "weight", 1);
    }

    @Override
    String workRequestPath(String id) {
        return "/20200501/workRequests/" + id;
    }

    @Override
    String workRequestState() {
        return "status";
    }
}
