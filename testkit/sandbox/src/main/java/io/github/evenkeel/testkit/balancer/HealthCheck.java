package io.github.evenkeel.testkit.balancer;

import java.time.Duration;

/**
 * Health check of a load balancer: GET at an interval, 200 is healthy.
 *
 * @param path of the request
 * @param interval between two checks of a backend
 * @param timeout of a check
 * @param failures in a row that make a healthy backend unhealthy; one success makes it healthy again
 */
public record HealthCheck(String path, Duration interval, Duration timeout, int failures) {
    /** A check every 200 ms that believes the third failure. */
    public static HealthCheck quick() {
        return new HealthCheck("/healthz", Duration.ofMillis(200), Duration.ofMillis(1_000), 3);
    }
}
