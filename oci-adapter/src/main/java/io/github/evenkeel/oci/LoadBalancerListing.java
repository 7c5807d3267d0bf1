package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.requests.ListLoadBalancersRequest;
import com.oracle.bmc.loadbalancer.responses.ListLoadBalancersResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists load balancers of the Load Balancer service. */
final class LoadBalancerListing implements BalancerListing {
    private final com.oracle.bmc.loadbalancer.LoadBalancer client;

    LoadBalancerListing(com.oracle.bmc.loadbalancer.LoadBalancer client) {
        this.client = client;
    }

    @Override
    public String kind() {
        return "load balancer";
    }

    @Override
    public List<ListedBalancer> read(String compartmentId, @Nullable String displayName) {
        String operation = "ListLoadBalancers of compartment " + compartmentId;
        List<ListedBalancer> balancers = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListLoadBalancersResponse response = SdkCall.send(
                    operation,
                    ListLoadBalancersRequest.builder()
                            .compartmentId(compartmentId)
                            .displayName(displayName)
                            .page(page)
                            .build(),
                    client::listLoadBalancers);
            SdkCall.present(operation, response.getItems(), response.getOpcRequestId()).stream()
                    .map(balancer -> new ListedBalancer(BalancerReading.balancer(balancer)))
                    .forEach(balancers::add);
            return response.getOpcNextPage();
        });
        return balancers;
    }
}
