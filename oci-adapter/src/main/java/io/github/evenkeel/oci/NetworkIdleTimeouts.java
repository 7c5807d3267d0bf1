package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.model.Listener;
import com.oracle.bmc.networkloadbalancer.model.ListenerProtocols;
import com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Idle timeouts of connections to backend sets of a network load balancer.
 *
 * <p>A listener sends traffic to its default set alone. Without a timeout of its own, it has six minutes for TCP and
 * two minutes for UDP, as described in <a
 * href="https://docs.oracle.com/iaas/Content/NetworkLoadBalancer/Listeners/listener-management.htm">Listeners for
 * Network Load Balancers</a>.
 */
final class NetworkIdleTimeouts {
    private static final Duration TCP = Duration.ofMinutes(6);
    private static final Duration UDP = Duration.ofMinutes(2);

    private final Collection<Listener> listeners;

    NetworkIdleTimeouts(NetworkLoadBalancer balancer) {
        listeners = balancer.getListeners() == null
                ? List.of()
                : balancer.getListeners().values();
    }

    /** The longest timeout of all listeners that send traffic to the set; zero if none does. */
    Duration of(String backendSet) {
        return listeners.stream()
                .filter(listener -> Objects.equals(backendSet, listener.getDefaultBackendSetName()))
                .map(NetworkIdleTimeouts::timeout)
                .reduce(Duration.ZERO, NetworkIdleTimeouts::longer);
    }

    /** A listener for several protocols, or for one that the SDK does not know, has the longer one of both. */
    private static Duration timeout(Listener listener) {
        Duration tcp = seconds(listener.getTcpIdleTimeout(), TCP);
        Duration udp = seconds(listener.getUdpIdleTimeout(), UDP);
        ListenerProtocols protocol = listener.getProtocol();
        if (protocol == ListenerProtocols.Tcp) {
            return tcp;
        }
        return protocol == ListenerProtocols.Udp ? udp : longer(tcp, udp);
    }

    private static Duration seconds(@Nullable Integer set, Duration otherwise) {
        return set == null ? otherwise : Duration.ofSeconds(set);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
