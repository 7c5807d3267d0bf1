package io.github.evenkeel.micrometer;

import io.github.evenkeel.UpgradePlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/** Code of the page about metrics, compiled. */
final class MetricsSnippets {
    private MetricsSnippets() {}

    static UpgradePlan meters(UpgradePlan plan, MeterRegistry registry) {
        // snippet: meters
        UpgradePlan measured = plan.withListener(UpgradeMeters.of(registry));
        // end
        return measured;
    }

    static UpgradePlan observations(UpgradePlan plan, ObservationRegistry observationRegistry) {
        // snippet: observations
        UpgradePlan observed = plan.withListener(UpgradeObservations.of(observationRegistry));
        // end
        return observed;
    }
}
