package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.model.Backend;
import com.oracle.bmc.loadbalancer.model.BackendSet;
import com.oracle.bmc.loadbalancer.model.IpAddress;
import com.oracle.bmc.loadbalancer.model.LoadBalancer;
import com.oracle.bmc.loadbalancer.requests.ListLoadBalancersRequest;
import com.oracle.bmc.loadbalancer.responses.ListLoadBalancersResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
                    .map(LoadBalancerListing::balancer)
                    .forEach(balancers::add);
            return response.getOpcNextPage();
        });
        return balancers;
    }

    private static ListedBalancer balancer(LoadBalancer balancer) {
        return new ListedBalancer(
                balancer.getId(),
                Objects.requireNonNullElse(balancer.getDisplayName(), ""),
                LifecycleState.of(balancer.getLifecycleState()),
                OrNone.of(balancer.getIpAddresses()).stream()
                        .map(IpAddress::getIpAddress)
                        .toList(),
                ports(balancer.getBackendSets()));
    }

    private static Set<Integer> ports(@Nullable Map<String, BackendSet> sets) {
        return OrNone.of(sets).values().stream()
                .flatMap(set -> OrNone.of(set.getBackends()).stream())
                .map(Backend::getPort)
                .collect(Collectors.toSet());
    }
}
