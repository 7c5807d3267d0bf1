package io.github.evenkeel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable part of a {@link Timing}: how long load balancers may take to change, to drain a backend and to find one
 * healthy.
 */
public final class LoadBalancerTiming {
    private static final Duration LEAST_CONNECTION_DRAIN = Duration.ofSeconds(60);
    private static final Duration MOST_CONNECTION_DRAIN = Duration.ofMinutes(10);

    private final Duration propagation;
    private final @Nullable Duration connectionDrain;
    private final Map<SetName, Duration> connectionDrains;
    private final @Nullable Duration longestRequest;
    private final Duration change;
    private final Duration healthy;
    private final int healthyInARow;
    private final Duration serviceController;

    private LoadBalancerTiming(Edit edit) {
        propagation = edit.propagation;
        connectionDrain = edit.connectionDrain;
        connectionDrains = Map.copyOf(edit.connectionDrains);
        longestRequest = edit.longestRequest;
        change = edit.change;
        healthy = edit.healthy;
        healthyInARow = edit.healthyInARow;
        serviceController = edit.serviceController;
    }

    static LoadBalancerTiming defaults() {
        return new LoadBalancerTiming(new Edit());
    }

    private LoadBalancerTiming with(Consumer<Edit> edit) {
        Edit other = new Edit();
        other.propagation = propagation;
        other.connectionDrain = connectionDrain;
        other.connectionDrains.putAll(connectionDrains);
        other.longestRequest = longestRequest;
        other.change = change;
        other.healthy = healthy;
        other.healthyInARow = healthyInARow;
        other.serviceController = serviceController;
        edit.accept(other);
        return new LoadBalancerTiming(other);
    }

    /**
     * The time between the work request that drains a backend and the first eviction: a load balancer sends new
     * connections for a while. By default 15 s.
     */
    public Duration propagation() {
        return propagation;
    }

    /** The same with another time before the first eviction; zero for none. */
    public LoadBalancerTiming withPropagation(Duration propagation) {
        TimingRule.checked("propagation", propagation);
        return with(edit -> edit.propagation = propagation);
    }

    /**
     * How long connections through a drained backend have before its node may be deleted, in a backend set without a
     * time of its own. By default the longest idle timeout of the listeners in front of it, at least a minute and at
     * most ten; of a set, not more than its {@link io.github.evenkeel.spi.BackendSet#mostConnectionDrain() limit}.
     *
     * @param idleTimeout the longest of the set's listeners
     */
    public Duration connectionDrain(Duration idleTimeout) {
        if (connectionDrain != null) {
            return connectionDrain;
        }
        Duration least = idleTimeout.compareTo(LEAST_CONNECTION_DRAIN) < 0 ? LEAST_CONNECTION_DRAIN : idleTimeout;
        return least.compareTo(MOST_CONNECTION_DRAIN) > 0 ? MOST_CONNECTION_DRAIN : least;
    }

    /**
     * How long connections through a drained backend of a set have before its node may be deleted. If a node has
     * backends in several sets, the longest time counts.
     *
     * @param loadBalancerId identity for the provider; for OCI its OCID
     * @param backendSet name of the set
     * @param idleTimeout the longest of the set's listeners, as far as a drain waits for it: see
     *     {@link io.github.evenkeel.spi.BackendSet#connectionDrain()}
     */
    public Duration connectionDrain(String loadBalancerId, String backendSet, Duration idleTimeout) {
        Duration own = connectionDrains.get(new SetName(loadBalancerId, backendSet));
        return own == null ? connectionDrain(idleTimeout) : own;
    }

    /**
     * The same with a fixed time for connections, whatever the listeners' idle timeouts are; zero for none. Sets with a
     * time of their own keep it.
     */
    public LoadBalancerTiming withConnectionDrain(Duration connectionDrain) {
        TimingRule.checked("connectionDrain", connectionDrain);
        return with(edit -> edit.connectionDrain = connectionDrain);
    }

    /**
     * The same with a fixed time for connections of one backend set, such as one with downloads or websockets that last
     * long. A second call for the same set replaces the first.
     *
     * @param loadBalancerId identity for the provider; for OCI its OCID
     * @param backendSet name of the set
     * @param connectionDrain zero for none
     */
    public LoadBalancerTiming withConnectionDrain(String loadBalancerId, String backendSet, Duration connectionDrain) {
        SetName set = new SetName(loadBalancerId, backendSet);
        TimingRule.checked("connectionDrain", connectionDrain);
        return with(edit -> edit.connectionDrains.put(set, connectionDrain));
    }

    /** How long the longest request, download or websocket lasts; empty if the plan does not say. */
    public Optional<Duration> longestRequest() {
        return Optional.ofNullable(longestRequest);
    }

    /**
     * The same with the duration of the longest request, download or websocket. The preview warns of each backend set
     * whose connections have less time to end. It gives none more time: see {@link #withConnectionDrain(Duration)}.
     */
    public LoadBalancerTiming withLongestRequest(Duration longestRequest) {
        TimingRule.checked("longestRequest", longestRequest);
        return with(edit -> edit.longestRequest = longestRequest);
    }

    /**
     * How long one change of a load balancer may take, with the changes that are queued before it. By default 10 min.
     */
    public Duration change() {
        return change;
    }

    /** The same with another time for one change. */
    public LoadBalancerTiming withChange(Duration change) {
        TimingRule.checked("change", change);
        return with(edit -> edit.change = change);
    }

    /**
     * How long a backend may take until its health checks pass, and a node until it is ready again. By default 10 min.
     */
    public Duration healthy() {
        return healthy;
    }

    /** The same with another time for a backend to become healthy. */
    public LoadBalancerTiming withHealthy(Duration healthy) {
        TimingRule.checked("healthy", healthy);
        return with(edit -> edit.healthy = healthy);
    }

    /** How many health checks in a row a new backend must pass. By default 3. */
    public int healthyInARow() {
        return healthyInARow;
    }

    /** The same with another number of health checks in a row, from 1 to 100. */
    public LoadBalancerTiming withHealthyInARow(int healthyInARow) {
        TimingRule.times("healthyInARow", healthyInARow);
        return with(edit -> edit.healthyInARow = healthyInARow);
    }

    /**
     * How long a controller may take to add or remove the backends that it keeps: those of a node in the load balancers
     * of Services, after the node has joined, or has got the label that takes it out. By default 5 min:
     * oci-cloud-controller-manager takes seconds, but waits while another change of the balancer is under way.
     */
    public Duration serviceController() {
        return serviceController;
    }

    /** The same with another time for a service controller. */
    public LoadBalancerTiming withServiceController(Duration serviceController) {
        TimingRule.checked("serviceController", serviceController);
        return with(edit -> edit.serviceController = serviceController);
    }

    /** Backend set of a load balancer. */
    private record SetName(String loadBalancerId, String backendSet) {
        SetName {
            Objects.requireNonNull(loadBalancerId, "loadBalancerId");
            Objects.requireNonNull(backendSet, "backendSet");
        }
    }

    /** Values of a timing that is about to be made; the defaults, until they are set. */
    private static final class Edit {
        private Duration propagation = Duration.ofSeconds(15);
        private @Nullable Duration connectionDrain;
        private final Map<SetName, Duration> connectionDrains = new HashMap<>();
        private @Nullable Duration longestRequest;
        private Duration change = Duration.ofMinutes(10);
        private Duration healthy = Duration.ofMinutes(10);
        private int healthyInARow = 3;
        private Duration serviceController = Duration.ofMinutes(5);
    }
}
