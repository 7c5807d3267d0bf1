package io.github.evenkeel.spi;

import io.github.evenkeel.spi.Backend.Mode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a backend set: backends that share a policy and a health check.
 *
 * @param name unique within its load balancer
 * @param policy how traffic is spread, in the service's words
 * @param backends all of them
 * @param idleTimeout longest idle timeout of the set's listeners; zero if it has no listener
 * @param healthCheckPort port of the health check; zero if it is each backend's own port
 * @param sessions how clients stay with their backend; empty if they do not
 * @param mostConnectionDrain longest time that connections through a drained backend get, unless the plan says
 *     otherwise: those that live longer are cut
 * @param whenAllFail which backends get connections when all fail their health check
 */
public record BackendSet(
        String name,
        String policy,
        List<Backend> backends,
        Duration idleTimeout,
        int healthCheckPort,
        Optional<SessionPersistence> sessions,
        Duration mostConnectionDrain,
        WhenAllFail whenAllFail) {
    /** Backends that get connections when all of a set fail their health check. */
    public enum WhenAllFail {
        /** None. */
        NONE_SERVES,
        /** All that are neither drained nor offline. */
        ALL_SERVE
    }

    /** Copies the list. */
    @MadeByBuilder
    public BackendSet {
        backends = List.copyOf(backends);
    }

    /**
     * The backends that get new connections: healthy, neither drained nor offline. A backup gets them only if all other
     * backends fail their health check; a drained or offline backend does not count as failing. If all fail, see
     * {@link #whenAllFail}.
     *
     * @param unhealthyBackends by {@link Backend#name()}, the health of those that are not OK
     */
    public List<Backend> serving(Map<String, BackendHealth> unhealthyBackends) {
        List<Backend> primaries =
                backends.stream().filter(backend -> !backend.is(Mode.BACKUP)).toList();
        List<Backend> first = well(primaries, unhealthyBackends);
        if (whenAllFail == WhenAllFail.ALL_SERVE
                && backends.stream()
                        .allMatch(backend -> unhealthyBackends.get(backend.name()) == BackendHealth.CRITICAL)) {
            return backends.stream().filter(Backend::acceptsTraffic).toList();
        }
        boolean allFail = first.isEmpty() && primaries.stream().allMatch(Backend::acceptsTraffic);
        return allFail ? well(backends, unhealthyBackends) : first;
    }

    private static List<Backend> well(List<Backend> some, Map<String, BackendHealth> unhealthyBackends) {
        return some.stream()
                .filter(backend -> backend.acceptsTraffic() && !unhealthyBackends.containsKey(backend.name()))
                .toList();
    }

    /** Longest time that a connection may be idle, as far as a drain waits for it. */
    public Duration connectionDrain() {
        return idleTimeout.compareTo(mostConnectionDrain) > 0 ? mostConnectionDrain : idleTimeout;
    }

    /** Returns a copy in which the backends at these addresses are drained. */
    public BackendSet drainedAt(Collection<String> addresses) {
        List<Backend> then = backends.stream()
                .map(backend -> addresses.contains(backend.address()) ? backend.with(Mode.DRAIN) : backend)
                .toList();
        return toBuilder().backends(then).build();
    }

    /** The backend at that address and port, if the set has it. */
    public Optional<Backend> backend(String address, int port) {
        return backends.stream()
                .filter(backend -> backend.address().equals(address) && backend.port() == port)
                .findFirst();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param name unique within its load balancer
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.policy = policy;
        builder.backends = backends;
        builder.idleTimeout = idleTimeout;
        builder.healthCheckPort = healthCheckPort;
        builder.sessions = sessions;
        builder.mostConnectionDrain = mostConnectionDrain;
        builder.whenAllFail = whenAllFail;
        return builder;
    }

    /** Makes a {@link BackendSet}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String name;
        private String policy = "ROUND_ROBIN";
        private List<Backend> backends = List.of();
        private Duration idleTimeout = Duration.ZERO;
        private int healthCheckPort;
        private Optional<SessionPersistence> sessions = Optional.empty();
        private Duration mostConnectionDrain = Duration.ofMinutes(5);
        private WhenAllFail whenAllFail = WhenAllFail.NONE_SERVES;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link BackendSet#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link BackendSet#policy()}; by default {@code ROUND_ROBIN}. */
        public Builder policy(String policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** See {@link BackendSet#backends()}; by default none. */
        public Builder backends(List<Backend> backends) {
            this.backends = Objects.requireNonNull(backends, "backends");
            return this;
        }

        /** See {@link BackendSet#idleTimeout()}; by default zero. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = Objects.requireNonNull(idleTimeout, "idleTimeout");
            return this;
        }

        /** See {@link BackendSet#healthCheckPort()}; by default 0. */
        public Builder healthCheckPort(int healthCheckPort) {
            this.healthCheckPort = healthCheckPort;
            return this;
        }

        /** See {@link BackendSet#sessions()}; by default none. */
        public Builder sessions(@Nullable SessionPersistence sessions) {
            this.sessions = Optional.ofNullable(sessions);
            return this;
        }

        /** See {@link BackendSet#mostConnectionDrain()}; by default 5 min. */
        public Builder mostConnectionDrain(Duration mostConnectionDrain) {
            this.mostConnectionDrain = Objects.requireNonNull(mostConnectionDrain, "mostConnectionDrain");
            return this;
        }

        /** See {@link BackendSet#whenAllFail()}; by default {@link WhenAllFail#NONE_SERVES}. */
        public Builder whenAllFail(WhenAllFail whenAllFail) {
            this.whenAllFail = Objects.requireNonNull(whenAllFail, "whenAllFail");
            return this;
        }

        /** Makes it. */
        public BackendSet build() {
            return new BackendSet(
                    name, policy, backends, idleTimeout, healthCheckPort, sessions, mostConnectionDrain, whenAllFail);
        }
    }
}
