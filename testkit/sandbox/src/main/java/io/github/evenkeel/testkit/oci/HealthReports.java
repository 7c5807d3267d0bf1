package io.github.evenkeel.testkit.oci;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Latest results of the health checks of a load balancer's backends. Thread-safe. */
final class HealthReports {
    /** One result. */
    record Report(Instant at, HealthCheckStatus status) {}

    private final Map<String, Map<String, Report>> bySet = new ConcurrentHashMap<>();

    void add(String backendSet, String backend, HealthCheckStatus status) {
        bySet.computeIfAbsent(backendSet, unused -> new ConcurrentHashMap<>())
                .put(backend, new Report(Instant.now(), status));
    }

    Optional<Report> last(String backendSet, String backend) {
        return Optional.ofNullable(bySet.getOrDefault(backendSet, Map.of()).get(backend));
    }

    /** Forgets backends that are gone, so that one that comes back starts as unknown. */
    void keepOnly(Map<String, BackendSetState> sets) {
        bySet.keySet().retainAll(sets.keySet());
        bySet.forEach((name, reports) -> {
            BackendSetState set = sets.get(name);
            if (set != null) {
                reports.keySet().removeIf(backend -> set.backend(backend).isEmpty());
            }
        });
    }
}
