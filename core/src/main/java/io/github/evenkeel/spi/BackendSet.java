package io.github.evenkeel.spi;

import io.github.evenkeel.spi.Backend.Mode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Backends that share a policy and a health check.
 *
 * @param name unique within its load balancer
 * @param policy how traffic is spread, in the service's words
 * @param backends all of them
 * @param idleTimeout the longest that a listener of this set lets a connection idle; zero if it has no listener
 * @param healthCheckPort where the health check knocks; zero if it is each backend's own port
 * @param sessions how clients are kept at their backend; empty if they are not
 */
public record BackendSet(
        String name,
        String policy,
        List<Backend> backends,
        Duration idleTimeout,
        int healthCheckPort,
        Optional<SessionPersistence> sessions) {
    /** Copies the list. */
    public BackendSet {
        backends = List.copyOf(backends);
    }

    /** A set that keeps no client at its backend. */
    public BackendSet(String name, String policy, List<Backend> backends, Duration idleTimeout, int healthCheckPort) {
        this(name, policy, backends, idleTimeout, healthCheckPort, Optional.empty());
    }

    /**
     * Those that get new connections: the ones that are well and neither drained nor offline. A backup is one of them
     * only if all others fail their health check; one that is drained or offline does not count as failing it.
     *
     * @param unhealthyBackends by {@link Backend#name()}, the health of those that are not OK
     */
    public List<Backend> serving(Map<String, BackendHealth> unhealthyBackends) {
        List<Backend> primaries =
                backends.stream().filter(backend -> !backend.is(Mode.BACKUP)).toList();
        List<Backend> first = well(primaries, unhealthyBackends);
        boolean allFail = first.isEmpty() && primaries.stream().allMatch(Backend::acceptsTraffic);
        return allFail ? well(backends, unhealthyBackends) : first;
    }

    private static List<Backend> well(List<Backend> some, Map<String, BackendHealth> unhealthyBackends) {
        return some.stream()
                .filter(backend -> backend.acceptsTraffic() && !unhealthyBackends.containsKey(backend.name()))
                .toList();
    }

    /** The same set while the backends at these addresses are drained. */
    public BackendSet drainedAt(Collection<String> addresses) {
        List<Backend> then = backends.stream()
                .map(backend -> addresses.contains(backend.address()) ? backend.with(Mode.DRAIN) : backend)
                .toList();
        return new BackendSet(name, policy, then, idleTimeout, healthCheckPort, sessions);
    }

    /** The backend at that address and port, if the set has it. */
    public Optional<Backend> backend(String address, int port) {
        return backends.stream()
                .filter(backend -> backend.address().equals(address) && backend.port() == port)
                .findFirst();
    }
}
