package io.github.evenkeel.testkit.balancer;

import java.time.Duration;

/**
 * Health check of a load balancer at an interval: a GET, of which 200 is healthy, or a connection alone.
 *
 * @param path of the request; empty for a connection alone
 * @param port of the request; 0 for each backend's own
 * @param interval between two checks of a backend
 * @param timeout of a check
 * @param failures in a row that make a healthy backend unhealthy; one success makes it healthy again
 */
public record HealthCheck(String path, int port, Duration interval, Duration timeout, int failures) {
    /** A check at each backend's own port. */
    public HealthCheck(String path, Duration interval, Duration timeout, int failures) {
        this(path, 0, interval, timeout, failures);
    }

    /** The same at another port; 0 for each backend's own. */
    public HealthCheck onPort(int other) {
        return new HealthCheck(path, other, interval, timeout, failures);
    }

    /** The same by a connection alone. */
    public HealthCheck ofConnection() {
        return new HealthCheck("", port, interval, timeout, failures);
    }

    /** A check every 200 ms that believes the third failure. */
    public static HealthCheck quick() {
        return new HealthCheck("/healthz", 0, Duration.ofMillis(200), Duration.ofMillis(1_000), 3);
    }
}
