package io.github.evenkeel.testkit.oci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of a backend set that exists when the emulator starts. Not thread-safe. */
public final class BackendSetSpec {
    private final String name;
    private final List<Integer> nodePorts = new ArrayList<>();
    private final Map<String, BackendState> backends = new LinkedHashMap<>();
    private @Nullable String policy;
    private Map<String, Object> otherSettings = Map.of();
    private HealthChecker healthChecker = HealthChecker.http("/healthz");

    private BackendSetSpec(String name) {
        this.name = name;
    }

    /** A set without backends that takes turns. */
    public static BackendSetSpec named(String name) {
        return new BackendSetSpec(name);
    }

    /**
     * For Load Balancer {@code ROUND_ROBIN} (the default), {@code LEAST_CONNECTIONS} or {@code IP_HASH}; for Network
     * Load Balancer {@code FIVE_TUPLE} (the default), {@code THREE_TUPLE} or {@code TWO_TUPLE}.
     */
    public BackendSetSpec policy(String word) {
        if (!BackendSetWire.POLICIES.contains(word) && !NetworkLoadBalancerWire.POLICIES.contains(word)) {
            throw new IllegalArgumentException("policy is " + word + "; there are " + BackendSetWire.POLICIES + " and "
                    + NetworkLoadBalancerWire.POLICIES);
        }
        policy = word;
        return this;
    }

    /** When all backends fail their health check, all get traffic. Only of Network Load Balancer. */
    public BackendSetSpec failOpen() {
        otherSettings = Map.of(NetworkLoadBalancerWire.FAIL_OPEN, true);
        return this;
    }

    /** How backends are checked. By default {@code GET /healthz} on their own port. */
    public BackendSetSpec healthChecker(HealthChecker checker) {
        healthChecker = checker;
        return this;
    }

    /** Clients are kept at their backend. */
    public BackendSetSpec stickySessions(StickySessions sessions) {
        otherSettings = sessions.settings();
        return this;
    }

    /** Each node that is there at the start is a backend of weight 1 with that port. */
    public BackendSetSpec everyNode(int port) {
        nodePorts.add(port);
        return this;
    }

    /** A backend of its own, or in place of the one that {@link #everyNode} makes at the same address and port. */
    public BackendSetSpec backend(BackendState backend) {
        backends.put(backend.name(), backend);
        return this;
    }

    BackendSetState make(BalancingWire wire, List<Instance> nodes) {
        Map<String, BackendState> all = new LinkedHashMap<>();
        for (int port : nodePorts) {
            for (Instance node : nodes) {
                BackendState plain = new BackendState(node.nodeIp(), port, 1, 0, false, false, false);
                all.put(plain.name(), plain);
            }
        }
        all.putAll(backends);
        String word = policy == null ? wire.policies().get(0) : policy;
        if (!wire.policies().contains(word)) {
            throw new IllegalArgumentException(
                    "policy of backend set " + name + " is " + word + "; the service has " + wire.policies());
        }
        return new BackendSetState(name, word, List.copyOf(all.values()), healthChecker, otherSettings);
    }
}
