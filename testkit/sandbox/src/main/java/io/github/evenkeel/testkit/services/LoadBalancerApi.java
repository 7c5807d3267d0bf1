package io.github.evenkeel.testkit.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.oci.OciEmulator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Load Balancer as a cloud controller calls it. */
final class LoadBalancerApi extends BalancerApi {
    private static final Set<String> IN_FLIGHT = Set.of("ACCEPTED", "IN_PROGRESS");

    private final String subnetId;

    LoadBalancerApi(OciHttp http, OciEmulator oci) {
        super(http, oci.compartmentId(), "/20170115/loadBalancers");
        subnetId = oci.loadBalancerSubnetId();
    }

    @Override
    JsonNode items(JsonNode listing) {
        return listing;
    }

    @Override
    boolean isBusy(JsonNode balancer) {
        for (JsonNode request : read(path(balancer) + "/workRequests?limit=50")) {
            if (IN_FLIGHT.contains(request.path("lifecycleState").asText())) {
                return true;
            }
        }
        return false;
    }

    @Override
    Map<String, Object> placement() {
        return Map.of(
                "shapeName",
                "flexible",
                "shapeDetails",
                Map.of("minimumBandwidthInMbps", 10, "maximumBandwidthInMbps", 100),
                "subnetIds",
                List.of(subnetId),
                "isPrivate",
                false);
    }

    @Override
    Map<String, Object> backend(ServiceNode node, int port) {
        return Map.of("ipAddress", node.address(), "port", port, "weight", 1);
    }

    @Override
    String workRequestPath(String id) {
        return "/20170115/loadBalancerWorkRequests/" + id;
    }

    @Override
    String workRequestState() {
        return "lifecycleState";
    }
}
