package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.model.BackendSet;
import com.oracle.bmc.networkloadbalancer.model.HealthChecker;
import com.oracle.bmc.networkloadbalancer.model.IpAddress;
import com.oracle.bmc.networkloadbalancer.model.LifecycleState;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.responses.GetNetworkLoadBalancerResponse;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet.WhenAllFail;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps network load balancers and their backend sets of the service's responses to those of the port. */
final class NetworkBalancerReading {
    private static final Duration MOST_CONNECTION_DRAIN = Duration.ofMinutes(10);
    private static final int DEFAULT_WEIGHT = 1;

    private NetworkBalancerReading() {}

    static LoadBalancerDescription balancer(String operation, GetNetworkLoadBalancerResponse response) {
        NetworkLoadBalancer balancer =
                SdkCall.present(operation, response.getNetworkLoadBalancer(), response.getOpcRequestId());
        List<IpAddress> addresses = OrNone.of(balancer.getIpAddresses());
        Map<String, BackendSet> sets = OrNone.of(balancer.getBackendSets());
        NetworkIdleTimeouts timeouts = new NetworkIdleTimeouts(balancer);
        return LoadBalancerDescription.builder(
                        balancer.getId(), balancer.getDisplayName() == null ? "" : balancer.getDisplayName())
                .lifecycle(lifecycle(balancer.getLifecycleState()))
                .addresses(addresses.stream().map(IpAddress::getIpAddress).toList())
                .backendSets(new TreeMap<>(sets)
                        .entrySet().stream()
                                .map(set -> backendSet(set.getKey(), set.getValue(), timeouts))
                                .toList())
                .revision(response.getEtag())
                .build();
    }

    /** A balancer is FAILED after a change that failed, and goes on to serve and to take changes. */
    private static Lifecycle lifecycle(@Nullable LifecycleState state) {
        Lifecycle lifecycle = io.github.evenkeel.oci.LifecycleState.of(state);
        return lifecycle == Lifecycle.FAILED ? Lifecycle.NEEDS_ATTENTION : lifecycle;
    }

    private static io.github.evenkeel.spi.BackendSet backendSet(
            String name, BackendSet set, NetworkIdleTimeouts timeouts) {
        HealthChecker checker = set.getHealthChecker();
        return io.github.evenkeel.spi.BackendSet.builder(name)
                .policy(
                        set.getPolicy() == null || set.getPolicy().getValue() == null
                                ? ""
                                : set.getPolicy().getValue())
                .backends(backends(set))
                .idleTimeout(timeouts.of(name))
                .mostConnectionDrain(MOST_CONNECTION_DRAIN)
                .healthCheckPort(checker == null || checker.getPort() == null ? 0 : checker.getPort())
                .whenAllFail(Boolean.TRUE.equals(set.getIsFailOpen()) ? WhenAllFail.ALL_SERVE : WhenAllFail.NONE_SERVES)
                .build();
    }

    static List<Backend> backends(BackendSet set) {
        return OrNone.of(set.getBackends()).stream()
                .map(NetworkBalancerReading::backend)
                .toList();
    }

    /** A backend that was registered by a target alone, and that the service shows without an address, has its OCID. */
    static Backend backend(com.oracle.bmc.networkloadbalancer.model.Backend backend) {
        String address = backend.getIpAddress() == null ? backend.getTargetId() : backend.getIpAddress();
        Backend read = Backend.builder(address, backend.getPort())
                .weight(backend.getWeight() == null ? DEFAULT_WEIGHT : backend.getWeight())
                .modes(new BackendModes()
                        .with(Backend.Mode.DRAIN, backend.getIsDrain())
                        .with(Backend.Mode.BACKUP, backend.getIsBackup())
                        .with(Backend.Mode.OFFLINE, backend.getIsOffline())
                        .all())
                .build();
        return backend.getName() == null ? read : read.named(backend.getName());
    }
}
