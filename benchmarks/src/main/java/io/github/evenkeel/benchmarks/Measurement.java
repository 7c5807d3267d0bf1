package io.github.evenkeel.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one drain took.
 *
 * @param wall from the call, for kubectl from its first request, to the end
 * @param fromFirstRequest the same for all: from the first request to the end
 * @param cpu of the process, its start included
 * @param peakBytes of memory
 * @param requests by verb, resource and status, as the API server logged them
 */
record Measurement(
        Duration wall, Duration fromFirstRequest, Duration cpu, long peakBytes, TreeMap<String, Long> requests) {
    long requestCount() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Evictions that were asked for in vain. */
    long refused() {
        return requests.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" 429"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
