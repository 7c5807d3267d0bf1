package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Backends that share a policy and a health check.
 *
 * @param name unique within its load balancer
 * @param policy how traffic is spread, in the service's words
 * @param backends all of them
 * @param idleTimeout the longest that a listener of this set lets a connection idle; zero if it has no listener
 * @param healthCheckPort where the health check knocks; zero if it is each backend's own port
 */
public record BackendSet(
        String name, String policy, List<Backend> backends, Duration idleTimeout, int healthCheckPort) {
    /** Copies the list. */
    public BackendSet {
        backends = List.copyOf(backends);
    }

    /** The backend at that address and port, if the set has it. */
    public Optional<Backend> backend(String address, int port) {
        return backends.stream()
                .filter(backend -> backend.address().equals(address) && backend.port() == port)
                .findFirst();
    }
}
