package io.github.evenkeel.testkit.balancer;

import java.time.Duration;

/**
 * How a load balancer finds out whether a backend is well: GET at an interval, 200 is well.
 *
 * @param path to ask for
 * @param interval between two checks of a backend
 * @param timeout for an answer
 * @param failures in a row that make a well backend unwell; one success makes it well again
 */
public record HealthCheck(String path, Duration interval, Duration timeout, int failures) {
    /** A check every 200 ms that believes the third failure. */
    public static HealthCheck quick() {
        return new HealthCheck("/healthz", Duration.ofMillis(200), Duration.ofMillis(1_000), 3);
    }
}
