package io.github.evenkeel.testkit.traffic;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the outcomes of requests. Thread-safe. */
final class Outcomes {
    private static final int IN_WORDS = 5;

    private final Map<String, Long> failures = new TreeMap<>();
    private final List<String> firstFailures = new ArrayList<>();
    private final List<Long> micros = new ArrayList<>();
    private long sent;

    synchronized void sent() {
        sent++;
    }

    synchronized void succeeded(Duration took) {
        micros.add(took.toNanos() / 1_000);
    }

    synchronized void failed(String kind, Duration since) {
        failures.merge(kind, 1L, Long::sum);
        if (firstFailures.size() < IN_WORDS) {
            firstFailures.add(kind + " at " + since.toMillis() + " ms");
        }
    }

    synchronized TrafficReport report() {
        List<Long> sorted = micros.stream().sorted().toList();
        return new TrafficReport(
                sent,
                sorted.size(),
                failures.values().stream().mapToLong(Long::longValue).sum(),
                failures,
                firstFailures,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static Duration at(List<Long> sorted, double share) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return Duration.of(sorted.get(Math.max(0, index)), ChronoUnit.MICROS);
    }
}
