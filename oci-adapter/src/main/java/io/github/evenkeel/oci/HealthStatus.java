package io.github.evenkeel.oci;

import com.oracle.bmc.http.internal.BmcEnum;
import io.github.evenkeel.spi.BackendHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps health as both balancing services tell it. */
final class HealthStatus {
    private HealthStatus() {}

    /** Maps the status of a backend or of a set; one that the SDK does not know to UNKNOWN. */
    static BackendHealth of(@Nullable BmcEnum status) {
        String value = status == null ? null : status.getValue();
        return switch (value == null ? "" : value) {
            case "OK" -> BackendHealth.OK;
            case "WARNING" -> BackendHealth.WARNING;
            case "CRITICAL" -> BackendHealth.CRITICAL;
            default -> BackendHealth.UNKNOWN;
        };
    }

    /**
     * Health of a set: the names of its backends by their health.
     *
     * @param total how many backends the set has; null if the service does not say it
     */
    record OfSet(
            BackendHealth status,
            @Nullable List<String> warning,
            @Nullable List<String> critical,
            @Nullable List<String> unknown,
            @Nullable Integer total) {
        /**
         * Each backend that is not known to be healthy.
         *
         * <p>The response for a set of unknown health, such as one without a listener, may omit backends: these count
         * as unknown.
         *
         * @param names reads the names of all backends of the set; called only if some are omitted
         */
        Map<String, BackendHealth> unhealthyBackends(Supplier<List<String>> names) {
            Map<String, BackendHealth> unhealthy = new HashMap<>();
            add(unhealthy, warning, BackendHealth.WARNING);
            add(unhealthy, critical, BackendHealth.CRITICAL);
            add(unhealthy, unknown, BackendHealth.UNKNOWN);
            if (status == BackendHealth.UNKNOWN && (total == null || unhealthy.size() < total)) {
                names.get().forEach(name -> unhealthy.putIfAbsent(name, BackendHealth.UNKNOWN));
            }
            return unhealthy;
        }

        private static void add(
                Map<String, BackendHealth> unhealthy, @Nullable List<String> names, BackendHealth health) {
            if (names != null) {
                names.forEach(name -> unhealthy.put(name, health));
            }
        }
    }
}
