package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.model.IpAddress;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancerCollection;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancerSummary;
import com.oracle.bmc.networkloadbalancer.requests.ListNetworkLoadBalancersRequest;
import com.oracle.bmc.networkloadbalancer.responses.ListNetworkLoadBalancersResponse;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists load balancers of the Network Load Balancer service. */
final class NetworkLoadBalancerListing implements BalancerListing {
    private final NetworkLoadBalancer client;

    NetworkLoadBalancerListing(NetworkLoadBalancer client) {
        this.client = client;
    }

    @Override
    public String kind() {
        return "network load balancer";
    }

    @Override
    public List<ListedBalancer> read(String compartmentId, @Nullable String displayName) {
        String operation = "ListNetworkLoadBalancers of compartment " + compartmentId;
        List<ListedBalancer> balancers = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListNetworkLoadBalancersResponse response = SdkCall.send(
                    operation,
                    ListNetworkLoadBalancersRequest.builder()
                            .compartmentId(compartmentId)
                            .displayName(displayName)
                            .page(page)
                            .build(),
                    client::listNetworkLoadBalancers);
            NetworkLoadBalancerCollection found =
                    SdkCall.present(operation, response.getNetworkLoadBalancerCollection(), response.getOpcRequestId());
            OrNone.of(found.getItems()).stream()
                    .map(NetworkLoadBalancerListing::balancer)
                    .forEach(balancers::add);
            return response.getOpcNextPage();
        });
        return balancers;
    }

    private static ListedBalancer balancer(NetworkLoadBalancerSummary balancer) {
        return new ListedBalancer(LoadBalancerDescription.builder(
                        balancer.getId(), Objects.requireNonNullElse(balancer.getDisplayName(), ""))
                .lifecycle(LifecycleState.of(balancer.getLifecycleState()))
                .addresses(OrNone.of(balancer.getIpAddresses()).stream()
                        .map(IpAddress::getIpAddress)
                        .toList())
                .backendSets(new TreeMap<>(OrNone.of(balancer.getBackendSets()))
                        .entrySet().stream()
                                .map(set -> BackendSet.builder(set.getKey())
                                        .backends(NetworkBalancerReading.backends(set.getValue()))
                                        .build())
                                .toList())
                .build());
    }
}
