package io.github.evenkeel.testkit.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of the requests so far.
 *
 * @param sent how many were sent
 * @param succeeded how many were answered with a status below 400
 * @param failed how many were answered otherwise, or not at all
 * @param failuresByKind the failed ones, by status or by what broke
 * @param firstFailures the first few, in words
 * @param median time to an answer; zero if there was none
 * @param slowest99 what 99 of 100 answers came within
 * @param slowest the longest time to an answer
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
