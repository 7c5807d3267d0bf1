package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Balancers of both services, Load Balancer and Network Load Balancer. */
final class Balancers {
    private final Tenancy tenancy;
    private final LoadBalancingState loadBalancing;
    private final LoadBalancingState networkLoadBalancing;

    Balancers(Tenancy tenancy, Machines machines) {
        this.tenancy = tenancy;
        loadBalancing = new LoadBalancingState(tenancy, new LoadBalancerWire());
        networkLoadBalancing = new LoadBalancingState(tenancy, new NetworkLoadBalancerWire(machines));
    }

    /** Those of Load Balancer. */
    LoadBalancingState loadBalancing() {
        return loadBalancing;
    }

    /** Those of Network Load Balancer. */
    LoadBalancingState networkLoadBalancing() {
        return networkLoadBalancing;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        for (LoadBalancingState service : List.of(loadBalancing, networkLoadBalancing)) {
            new LoadBalancerOperations(tenancy, service).addTo(handlers);
            new BackendSetOperations(service).addTo(handlers);
            new ListenerOperations(service).addTo(handlers);
            new BackendOperations(service).addTo(handlers);
            new HealthOperations(service).addTo(handlers);
        }
        new BalancerWorkRequestOperations(tenancy, loadBalancing).addTo(handlers);
        new LoadBalancerCreation(tenancy, loadBalancing).addTo(handlers);
        new NetworkLoadBalancerOperations(tenancy, networkLoadBalancing).addTo(handlers);
        new NetworkListenerReads(networkLoadBalancing).addTo(handlers);
    }

    /** The service that has a balancer. */
    Optional<LoadBalancingState> serviceOf(String id) {
        return Stream.of(loadBalancing, networkLoadBalancing)
                .filter(service -> service.find(id).isPresent())
                .findFirst();
    }

    /** The service that has a work request. */
    Optional<LoadBalancingState> serviceOfWorkRequest(String id) {
        return Stream.of(loadBalancing, networkLoadBalancing)
                .filter(service -> service.workRequests().has(id))
                .findFirst();
    }

    Optional<LoadBalancerState> find(String id) {
        return serviceOf(id).flatMap(service -> service.find(id));
    }

    /**
     * The balancer of that OCID, of either service.
     *
     * @throws IllegalArgumentException if there is none
     */
    LoadBalancerState get(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("there is no load balancer " + id + "; there are "
                                + Stream.of(loadBalancing, networkLoadBalancing)
                                        .flatMap(service -> service.all().stream())
                                        .map(LoadBalancerState::id)
                                        .toList()));
    }
}
