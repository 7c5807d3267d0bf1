package io.github.evenkeel;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take. Each has a default that suits a cluster in production.
 *
 * <p>Durations are positive, or zero where waiting can be left out, and at most a day.
 */
public final class Timing {
    private static final Duration LEAST_CONNECTION_DRAIN = Duration.ofSeconds(60);
    private static final Duration MOST_CONNECTION_DRAIN = Duration.ofMinutes(5);

    private final Builder chosen;

    private Timing(Builder chosen) {
        this.chosen = new Builder(chosen);
    }

    /** The defaults. */
    public static Timing defaults() {
        return builder().build();
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these. */
    public Builder toBuilder() {
        return new Builder(chosen);
    }

    /**
     * From a drained backend's work request to the first eviction: balancers go on sending for a while. By default 15
     * s.
     */
    public Duration propagation() {
        return chosen.propagation;
    }

    /** How long the pods of one node may take to leave. By default 15 min. */
    public Duration podDrain() {
        return chosen.podDrain;
    }

    /**
     * How long a node must have been cordoned before it is believed empty: pods bound just before the cordon come late.
     * Also how long a disruption budget must let nobody go before a node is not drained for its sake. By default 5 s.
     */
    public Duration quiet() {
        return chosen.quiet;
    }

    /** How long the volumes of a drained node may take to be detached. By default 5 min. */
    public Duration volumeDetach() {
        return chosen.volumeDetach;
    }

    /** How long the upgrade of the control plane may take. By default 60 min. */
    public Duration controlPlane() {
        return chosen.controlPlane;
    }

    /** How long a change of a node pool may take. By default 15 min. */
    public Duration nodePool() {
        return chosen.nodePool;
    }

    /** From the deletion of a node to a ready one in its place. By default 20 min. */
    public Duration replacement() {
        return chosen.replacement;
    }

    /**
     * How long the service may say that it could not make a node: it goes on trying, and the node may come after all.
     * By default 5 min.
     */
    public Duration nodeError() {
        return chosen.nodeError;
    }

    /** How long one change of a load balancer may take, other changes before it included. By default 10 min. */
    public Duration loadBalancerChange() {
        return chosen.loadBalancerChange;
    }

    /** How long a backend may take to be found well. By default 10 min. */
    public Duration healthy() {
        return chosen.healthy;
    }

    /** How long to watch after a node before the next one is touched. By default 30 s. */
    public Duration soak() {
        return chosen.soak;
    }

    /**
     * At most so long between two looks at something that nobody tells us of; the first ones come sooner, a quarter of
     * a second or a fortieth of the wait so far after one another. By default 5 s.
     */
    public Duration poll() {
        return chosen.poll;
    }

    /** Least time before a refused eviction is asked for again when no change was told of. By default 5 s. */
    public Duration evictionRetry() {
        return chosen.evictionRetry;
    }

    /** The first delay after a failed call; later ones grow to thirty times that, with jitter. By default 1 s. */
    public Duration backoff() {
        return chosen.backoff;
    }

    /** How long a service may fail before the roll gives up on it. By default 10 min. */
    public Duration patience() {
        return chosen.patience;
    }

    /** Between two looks of a probe. By default 5 s. */
    public Duration probeInterval() {
        return chosen.probeInterval;
    }

    /**
     * How long connections through a drained backend have before its node may be deleted. Unless it was set: the
     * longest idle timeout of the listeners in front, at least a minute and at most five.
     *
     * @param idleTimeout the longest of the listeners in front of the node
     */
    public Duration connectionDrain(Duration idleTimeout) {
        if (chosen.connectionDrain != null) {
            return chosen.connectionDrain;
        }
        Duration least = idleTimeout.compareTo(LEAST_CONNECTION_DRAIN) < 0 ? LEAST_CONNECTION_DRAIN : idleTimeout;
        return least.compareTo(MOST_CONNECTION_DRAIN) > 0 ? MOST_CONNECTION_DRAIN : least;
    }

    /** How many times in a row a new backend must be found well. By default 3. */
    public int healthyInARow() {
        return chosen.healthyInARow;
    }

    /** How long single calls may take. */
    public Deadlines deadlines() {
        return chosen.deadlines;
    }

    /** Sets durations. Not safe for use by several threads at once. */
    public static final class Builder {
        private Duration propagation = Duration.ofSeconds(15);
        private Duration podDrain = Duration.ofMinutes(15);
        private Duration quiet = Duration.ofSeconds(5);
        private Duration volumeDetach = Duration.ofMinutes(5);
        private Duration controlPlane = Duration.ofMinutes(60);
        private Duration nodePool = Duration.ofMinutes(15);
        private Duration replacement = Duration.ofMinutes(20);
        private Duration nodeError = Duration.ofMinutes(5);
        private Duration loadBalancerChange = Duration.ofMinutes(10);
        private Duration healthy = Duration.ofMinutes(10);
        private Duration soak = Duration.ofSeconds(30);
        private Duration poll = Duration.ofSeconds(5);
        private Duration evictionRetry = Duration.ofSeconds(5);
        private Duration backoff = Duration.ofSeconds(1);
        private Duration patience = Duration.ofMinutes(10);
        private Duration probeInterval = Duration.ofSeconds(5);
        private @Nullable Duration connectionDrain;
        private int healthyInARow = 3;
        private Deadlines deadlines = Deadlines.defaults();

        private Builder() {}

        private Builder(Builder other) {
            propagation = other.propagation;
            podDrain = other.podDrain;
            quiet = other.quiet;
            volumeDetach = other.volumeDetach;
            controlPlane = other.controlPlane;
            nodePool = other.nodePool;
            replacement = other.replacement;
            nodeError = other.nodeError;
            loadBalancerChange = other.loadBalancerChange;
            healthy = other.healthy;
            soak = other.soak;
            poll = other.poll;
            evictionRetry = other.evictionRetry;
            backoff = other.backoff;
            patience = other.patience;
            probeInterval = other.probeInterval;
            connectionDrain = other.connectionDrain;
            healthyInARow = other.healthyInARow;
            deadlines = other.deadlines;
        }

        /**
         * From a drained backend's work request to the first eviction: balancers go on sending for a while. By default
         * 15 s.
         */
        public Builder propagation(Duration propagation) {
            this.propagation = TimingRule.checked("propagation", propagation);
            return this;
        }

        /** How long the pods of one node may take to leave. By default 15 min. */
        public Builder podDrain(Duration podDrain) {
            this.podDrain = TimingRule.checked("podDrain", podDrain);
            return this;
        }

        /**
         * How long a node must have been cordoned before it is believed empty: pods bound just before the cordon come
         * late. Also how long a disruption budget must let nobody go before a node is not drained for its sake. By
         * default 5 s.
         */
        public Builder quiet(Duration quiet) {
            this.quiet = TimingRule.checked("quiet", quiet);
            return this;
        }

        /** How long the volumes of a drained node may take to be detached. By default 5 min. */
        public Builder volumeDetach(Duration volumeDetach) {
            this.volumeDetach = TimingRule.checked("volumeDetach", volumeDetach);
            return this;
        }

        /** How long the upgrade of the control plane may take. By default 60 min. */
        public Builder controlPlane(Duration controlPlane) {
            this.controlPlane = TimingRule.checked("controlPlane", controlPlane);
            return this;
        }

        /** How long a change of a node pool may take. By default 15 min. */
        public Builder nodePool(Duration nodePool) {
            this.nodePool = TimingRule.checked("nodePool", nodePool);
            return this;
        }

        /** From the deletion of a node to a ready one in its place. By default 20 min. */
        public Builder replacement(Duration replacement) {
            this.replacement = TimingRule.checked("replacement", replacement);
            return this;
        }

        /**
         * How long the service may say that it could not make a node: it goes on trying, and the node may come after
         * all. By default 5 min.
         */
        public Builder nodeError(Duration nodeError) {
            this.nodeError = TimingRule.checked("nodeError", nodeError);
            return this;
        }

        /** How long one change of a load balancer may take, other changes before it included. By default 10 min. */
        public Builder loadBalancerChange(Duration loadBalancerChange) {
            this.loadBalancerChange = TimingRule.checked("loadBalancerChange", loadBalancerChange);
            return this;
        }

        /** How long a backend may take to be found well. By default 10 min. */
        public Builder healthy(Duration healthy) {
            this.healthy = TimingRule.checked("healthy", healthy);
            return this;
        }

        /** How long to watch after a node before the next one is touched. By default 30 s. */
        public Builder soak(Duration soak) {
            this.soak = TimingRule.checked("soak", soak);
            return this;
        }

        /**
         * At most so long between two looks at something that nobody tells us of; the first ones come sooner, a quarter
         * of a second or a fortieth of the wait so far after one another. By default 5 s.
         */
        public Builder poll(Duration poll) {
            this.poll = TimingRule.checked("poll", poll);
            return this;
        }

        /** Least time before a refused eviction is asked for again when no change was told of. By default 5 s. */
        public Builder evictionRetry(Duration evictionRetry) {
            this.evictionRetry = TimingRule.checked("evictionRetry", evictionRetry);
            return this;
        }

        /** The first delay after a failed call; later ones grow to thirty times that, with jitter. By default 1 s. */
        public Builder backoff(Duration backoff) {
            this.backoff = TimingRule.checked("backoff", backoff);
            return this;
        }

        /** How long a service may fail before the roll gives up on it. By default 10 min. */
        public Builder patience(Duration patience) {
            this.patience = TimingRule.checked("patience", patience);
            return this;
        }

        /** Between two looks of a probe. By default 5 s. */
        public Builder probeInterval(Duration probeInterval) {
            this.probeInterval = TimingRule.checked("probeInterval", probeInterval);
            return this;
        }

        /**
         * How long connections through a drained backend have before its node may be deleted. By default the longest
         * idle timeout of the listeners in front, at least a minute and at most five.
         */
        public Builder connectionDrain(Duration connectionDrain) {
            this.connectionDrain = TimingRule.checked("connectionDrain", connectionDrain);
            return this;
        }

        /** How many times in a row a new backend must be found well, from 1 to 100. By default 3. */
        public Builder healthyInARow(int times) {
            if (times < 1 || times > 100) {
                throw new IllegalArgumentException("healthyInARow is " + times + "; needed is 1 to 100");
            }
            this.healthyInARow = times;
            return this;
        }

        /** How long single calls may take. */
        public Builder deadlines(Deadlines deadlines) {
            this.deadlines = Objects.requireNonNull(deadlines, "deadlines");
            return this;
        }

        /** Makes it. */
        public Timing build() {
            return new Timing(this);
        }
    }
}
