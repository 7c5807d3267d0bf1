package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builder of a load balancer or network load balancer that exists when the emulator starts. Not thread-safe. */
public final class LoadBalancerSpec {
    private final String displayName;
    private final List<String> addresses = new ArrayList<>();
    private final List<ListenerState> listeners = new ArrayList<>();
    private final List<BackendSetSpec> backendSets = new ArrayList<>();

    private LoadBalancerSpec(String displayName) {
        this.displayName = displayName;
    }

    /** A load balancer without listeners and backend sets. */
    public static LoadBalancerSpec named(String displayName) {
        return new LoadBalancerSpec(displayName);
    }

    /** One more address that it has. Without any it has {@code 203.0.113.10}. */
    public LoadBalancerSpec address(String ip) {
        addresses.add(ip);
        return this;
    }

    /** One more listener, for HTTP, with the service's own idle timeout of 60 s. */
    public LoadBalancerSpec listener(String name, int port, String backendSet) {
        listeners.add(new ListenerState(name, "HTTP", port, backendSet, Optional.empty()));
        return this;
    }

    /** One more listener, for HTTP, with an idle timeout in whole seconds. */
    public LoadBalancerSpec listener(String name, int port, String backendSet, Duration idleTimeout) {
        listeners.add(new ListenerState(name, "HTTP", port, backendSet, Optional.of(checked(idleTimeout))));
        return this;
    }

    /**
     * One more listener, for TCP, with the service's own idle timeout: 300 s for Load Balancer, 360 s for Network Load
     * Balancer.
     */
    public LoadBalancerSpec tcpListener(String name, int port, String backendSet) {
        listeners.add(new ListenerState(name, "TCP", port, backendSet, Optional.empty()));
        return this;
    }

    /** One more listener, for TCP, with an idle timeout in whole seconds. */
    public LoadBalancerSpec tcpListener(String name, int port, String backendSet, Duration idleTimeout) {
        listeners.add(new ListenerState(name, "TCP", port, backendSet, Optional.of(checked(idleTimeout))));
        return this;
    }

    private static Duration checked(Duration idleTimeout) {
        if (idleTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("idleTimeout is " + idleTimeout + "; the service has 1 s at least");
        }
        return idleTimeout;
    }

    /** One more backend set. */
    public LoadBalancerSpec backendSet(BackendSetSpec set) {
        backendSets.add(set);
        return this;
    }

    LoadBalancerState make(BalancingWire wire, Ocids ocids, List<Instance> nodes) {
        LoadBalancerState made = new LoadBalancerState(
                ocids,
                wire.ocidType(),
                displayName,
                addresses.isEmpty() ? List.of("203.0.113.10") : List.copyOf(addresses));
        backendSets.forEach(set -> made.put(set.make(wire, nodes)));
        listeners.forEach(listener -> {
            if (made.findBackendSet(listener.backendSet()).isEmpty()) {
                throw new IllegalArgumentException("listener " + listener.name() + " of load balancer " + displayName
                        + " leads to backend set " + listener.backendSet() + "; there are "
                        + made.backendSets().keySet());
            }
            if (!wire.protocols().contains(listener.protocol())) {
                throw new IllegalArgumentException("listener " + listener.name() + " of load balancer " + displayName
                        + " is for " + listener.protocol() + "; the service has " + wire.protocols());
            }
            made.put(listener);
        });
        return made;
    }
}
