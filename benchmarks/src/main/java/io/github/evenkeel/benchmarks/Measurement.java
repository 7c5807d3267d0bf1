package io.github.evenkeel.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one drain took.
 *
 * @param wall from the call, for kubectl from its first request, to the end; from a shell, as {@code process}
 * @param process from the start of the process to its end
 * @param fromFirstRequest the same for all: from the first request to the end
 * @param cpu of the process, its start included
 * @param drainCpu from the call to the answer; of a program that does nothing else, the same as of the process
 * @param peakBytes of memory
 * @param requests by verb, resource and status, as the API server logged them
 */
record Measurement(
        Duration wall,
        Duration process,
        Duration fromFirstRequest,
        Duration cpu,
        Duration drainCpu,
        long peakBytes,
        TreeMap<String, Long> requests) {
    long requestCount() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many requests, whatever they were for. */
    Map<String, Long> byVerbAndStatus() {
        return requests.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().replaceFirst(" .* ", " "),
                        TreeMap::new,
                        Collectors.summingLong(Map.Entry::getValue)));
    }

    /** Evictions that were asked for in vain. */
    long refused() {
        return requests.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" 429"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
