package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.model.ConnectionConfiguration;
import com.oracle.bmc.loadbalancer.model.ForwardToBackendSet;
import com.oracle.bmc.loadbalancer.model.Listener;
import com.oracle.bmc.loadbalancer.model.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.PathRoute;
import com.oracle.bmc.loadbalancer.model.PathRouteSet;
import com.oracle.bmc.loadbalancer.model.RoutingPolicy;
import com.oracle.bmc.loadbalancer.model.RoutingRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Idle timeouts of connections to backend sets.
 *
 * <p>A listener sends traffic to its default set, and to those that its path routes or its routing policy name. Without
 * a timeout of its own, it has five minutes for TCP, and one minute for HTTP and protocols on top of it, as described
 * in <a href="https://docs.oracle.com/iaas/Content/Balance/Reference/connectionreuse.htm">Connection Management</a>.
 */
final class IdleTimeouts {
    private static final Duration TCP = Duration.ofMinutes(5);
    private static final Duration HTTP = Duration.ofMinutes(1);

    private final Map<String, Duration> longest = new HashMap<>();

    IdleTimeouts(LoadBalancer balancer) {
        Map<String, Listener> listeners = OrNone.of(balancer.getListeners());
        for (Listener listener : listeners.values()) {
            Duration timeout = timeout(listener);
            for (String set : sets(listener, balancer)) {
                longest.merge(set, timeout, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
    }

    /** The longest timeout of all listeners that send traffic to the set; zero if none does. */
    Duration of(String backendSet) {
        return longest.getOrDefault(backendSet, Duration.ZERO);
    }

    private static Duration timeout(Listener listener) {
        ConnectionConfiguration configuration = listener.getConnectionConfiguration();
        if (configuration != null && configuration.getIdleTimeout() != null) {
            return Duration.ofSeconds(configuration.getIdleTimeout());
        }
        return "TCP".equalsIgnoreCase(listener.getProtocol()) ? TCP : HTTP;
    }

    private static Set<String> sets(Listener listener, LoadBalancer balancer) {
        Set<String> sets = new HashSet<>();
        addTo(sets, listener.getDefaultBackendSetName());
        PathRouteSet paths = find(balancer.getPathRouteSets(), listener.getPathRouteSetName());
        if (paths != null && paths.getPathRoutes() != null) {
            paths.getPathRoutes().stream().map(PathRoute::getBackendSetName).forEach(set -> addTo(sets, set));
        }
        RoutingPolicy policy = find(balancer.getRoutingPolicies(), listener.getRoutingPolicyName());
        if (policy != null && policy.getRules() != null) {
            policy.getRules().stream()
                    .map(RoutingRule::getActions)
                    .filter(Objects::nonNull)
                    .flatMap(List::stream)
                    .filter(ForwardToBackendSet.class::isInstance)
                    .forEach(action -> addTo(sets, ((ForwardToBackendSet) action).getBackendSetName()));
        }
        return sets;
    }

    private static <T> @Nullable T find(@Nullable Map<String, T> named, @Nullable String name) {
        return named == null || name == null ? null : named.get(name);
    }

    private static void addTo(Set<String> sets, @Nullable String set) {
        if (set != null) {
            sets.add(set);
        }
    }
}
