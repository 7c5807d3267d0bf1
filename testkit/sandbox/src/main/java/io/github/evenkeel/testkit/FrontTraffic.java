package io.github.evenkeel.testkit;

import io.github.evenkeel.testkit.balancer.HealthCheck;
import io.github.evenkeel.testkit.balancer.HttpLoadBalancer;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.balancer.TcpLoadBalancer;
import io.github.evenkeel.testkit.balancer.TrafficBalancer;
import io.github.evenkeel.testkit.oci.HealthChecker;
import io.github.evenkeel.testkit.oci.OciEmulator;

/** Starts what carries the traffic: for a load balancer its requests, for a network load balancer its connections. */
final class FrontTraffic {
    private FrontTraffic() {}

    /** Returns once each backend has been checked. */
    static TrafficBalancer start(OciEmulator oci, PrivateNetwork network, Front front) {
        String id = front.loadBalancerId();
        String set = front.backendSet();
        FirstChecks checks = new FirstChecks(
                oci.backends(id, set), (backend, status) -> oci.healthChecked(id, set, backend, status));
        HealthCheck check = check(oci.healthChecker(id, set));
        TrafficBalancer balancer = oci.networkLoadBalancerIds().contains(id)
                ? TcpLoadBalancer.start(
                        () -> oci.backends(id, set),
                        () -> oci.failsOpen(id, set),
                        () -> oci.idleTimeout(id, set),
                        network,
                        check,
                        checks)
                : HttpLoadBalancer.start(
                        () -> oci.backends(id, set), () -> oci.stickySessions(id, set), network, check, checks);
        checks.await();
        return balancer;
    }

    private static HealthCheck check(HealthChecker checker) {
        HealthCheck check = HealthCheck.quick().onPort(checker.port());
        return checker.protocol().equals("TCP") ? check.ofConnection() : check;
    }
}
