package io.github.evenkeel.testkit.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Immutable outcomes of the requests so far.
 *
 * @param sent how many were sent
 * @param succeeded how many got a status below 400
 * @param failed how many got another status, or no response
 * @param failuresByKind number of failed ones, by status or exception
 * @param firstFailures the first few, in words
 * @param median response time; zero if there was no response
 * @param slowest99 99th percentile of the response time
 * @param slowest the longest response time
 */
public record TrafficReport(
        long sent,
        long succeeded,
        long failed,
        Map<String, Long> failuresByKind,
        List<String> firstFailures,
        Duration median,
        Duration slowest99,
        Duration slowest) {
    /** Copies map and list. */
    public TrafficReport {
        failuresByKind = Map.copyOf(failuresByKind);
        firstFailures = List.copyOf(firstFailures);
    }
}
