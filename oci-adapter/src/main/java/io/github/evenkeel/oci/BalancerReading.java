package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.model.BackendSet;
import com.oracle.bmc.loadbalancer.model.HealthChecker;
import com.oracle.bmc.loadbalancer.model.IpAddress;
import com.oracle.bmc.loadbalancer.model.LoadBalancer;
import com.oracle.bmc.loadbalancer.responses.GetLoadBalancerResponse;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps load balancers and backend sets of the service's responses to those of the port. */
final class BalancerReading {
    private static final int DEFAULT_WEIGHT = 1;

    private BalancerReading() {}

    static LoadBalancerDescription balancer(String operation, GetLoadBalancerResponse response) {
        return balancer(SdkCall.present(operation, response.getLoadBalancer(), response.getOpcRequestId())).toBuilder()
                .revision(response.getETag())
                .build();
    }

    /** One of a listing, which has no revision. */
    static LoadBalancerDescription balancer(LoadBalancer balancer) {
        List<IpAddress> addresses = OrNone.of(balancer.getIpAddresses());
        Map<String, BackendSet> sets = OrNone.of(balancer.getBackendSets());
        IdleTimeouts timeouts = new IdleTimeouts(balancer);
        return LoadBalancerDescription.builder(
                        balancer.getId(), balancer.getDisplayName() == null ? "" : balancer.getDisplayName())
                .lifecycle(LifecycleState.of(balancer.getLifecycleState()))
                .addresses(addresses.stream().map(IpAddress::getIpAddress).toList())
                .backendSets(new TreeMap<>(sets)
                        .entrySet().stream()
                                .map(set -> backendSet(set.getKey(), set.getValue(), timeouts))
                                .toList())
                .build();
    }

    private static io.github.evenkeel.spi.BackendSet backendSet(String name, BackendSet set, IdleTimeouts timeouts) {
        HealthChecker checker = set.getHealthChecker();
        return io.github.evenkeel.spi.BackendSet.builder(name)
                .policy(set.getPolicy() == null ? "" : set.getPolicy())
                .backends(OrNone.of(set.getBackends()).stream()
                        .map(BalancerReading::backend)
                        .toList())
                .idleTimeout(timeouts.of(name))
                .healthCheckPort(checker == null || checker.getPort() == null ? 0 : checker.getPort())
                .sessions(Sessions.of(set).orElse(null))
                .build();
    }

    private static Backend backend(com.oracle.bmc.loadbalancer.model.Backend backend) {
        Backend read = Backend.builder(backend.getIpAddress(), backend.getPort())
                .weight(backend.getWeight() == null ? DEFAULT_WEIGHT : backend.getWeight())
                .maxConnections(backend.getMaxConnections() == null ? 0 : backend.getMaxConnections())
                .modes(new BackendModes()
                        .with(Backend.Mode.DRAIN, backend.getDrain())
                        .with(Backend.Mode.BACKUP, backend.getBackup())
                        .with(Backend.Mode.OFFLINE, backend.getOffline())
                        .all())
                .build();
        return backend.getName() == null ? read : read.named(backend.getName());
    }
}
