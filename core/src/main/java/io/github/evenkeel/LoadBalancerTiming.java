package io.github.evenkeel;

import java.time.Duration;
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
    private final Duration change;
    private final Duration healthy;
    private final int healthyInARow;
    private final Duration serviceController;

    private LoadBalancerTiming(
            Duration propagation,
            @Nullable Duration connectionDrain,
            Duration change,
            Duration healthy,
            int healthyInARow,
            Duration serviceController) {
        this.propagation = propagation;
        this.connectionDrain = connectionDrain;
        this.change = change;
        this.healthy = healthy;
        this.healthyInARow = healthyInARow;
        this.serviceController = serviceController;
    }

    static LoadBalancerTiming defaults() {
        return new LoadBalancerTiming(
                Duration.ofSeconds(15), null, Duration.ofMinutes(10), Duration.ofMinutes(10), 3, Duration.ofMinutes(5));
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
        return new LoadBalancerTiming(
                TimingRule.checked("propagation", propagation),
                connectionDrain,
                change,
                healthy,
                healthyInARow,
                serviceController);
    }

    /**
     * How long connections through a drained backend have before its node may be deleted. By default the longest idle
     * timeout of the listeners in front of it, at least a minute and at most ten; of a set, not more than its
     * {@link io.github.evenkeel.spi.BackendSet#mostConnectionDrain() limit}.
     *
     * @param idleTimeout the longest of the listeners in front of the node
     */
    public Duration connectionDrain(Duration idleTimeout) {
        if (connectionDrain != null) {
            return connectionDrain;
        }
        Duration least = idleTimeout.compareTo(LEAST_CONNECTION_DRAIN) < 0 ? LEAST_CONNECTION_DRAIN : idleTimeout;
        return least.compareTo(MOST_CONNECTION_DRAIN) > 0 ? MOST_CONNECTION_DRAIN : least;
    }

    /** The same with a fixed time for connections, whatever the listeners' idle timeouts are; zero for none. */
    public LoadBalancerTiming withConnectionDrain(Duration connectionDrain) {
        return new LoadBalancerTiming(
                propagation,
                TimingRule.checked("connectionDrain", connectionDrain),
                change,
                healthy,
                healthyInARow,
                serviceController);
    }

    /**
     * How long one change of a load balancer may take, with the changes that are queued before it. By default 10 min.
     */
    public Duration change() {
        return change;
    }

    /** The same with another time for one change. */
    public LoadBalancerTiming withChange(Duration change) {
        return new LoadBalancerTiming(
                propagation,
                connectionDrain,
                TimingRule.checked("change", change),
                healthy,
                healthyInARow,
                serviceController);
    }

    /**
     * How long a backend may take until its health checks pass, and a node until it is ready again. By default 10 min.
     */
    public Duration healthy() {
        return healthy;
    }

    /** The same with another time for a backend to become healthy. */
    public LoadBalancerTiming withHealthy(Duration healthy) {
        return new LoadBalancerTiming(
                propagation,
                connectionDrain,
                change,
                TimingRule.checked("healthy", healthy),
                healthyInARow,
                serviceController);
    }

    /** How many health checks in a row a new backend must pass. By default 3. */
    public int healthyInARow() {
        return healthyInARow;
    }

    /** The same with another number of health checks in a row, from 1 to 100. */
    public LoadBalancerTiming withHealthyInARow(int healthyInARow) {
        return new LoadBalancerTiming(
                propagation,
                connectionDrain,
                change,
                healthy,
                TimingRule.times("healthyInARow", healthyInARow),
                serviceController);
    }

    /**
     * How long a service controller may take to add or remove the backends of a node in the load balancers of Services,
     * after the node has joined, or has got the label that takes it out. By default 5 min: oci-cloud-controller-manager
     * takes seconds, but waits while another change of the balancer is under way.
     */
    public Duration serviceController() {
        return serviceController;
    }

    /** The same with another time for a service controller. */
    public LoadBalancerTiming withServiceController(Duration serviceController) {
        return new LoadBalancerTiming(
                propagation,
                connectionDrain,
                change,
                healthy,
                healthyInARow,
                TimingRule.checked("serviceController", serviceController));
    }
}
