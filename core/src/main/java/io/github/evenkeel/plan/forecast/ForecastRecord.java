package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.ForecastStage;
import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.spi.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forecast that the library makes. */
record ForecastRecord(
        Optional<ForecastPart> controlPlane,
        List<ForecastPart> nodePools,
        List<ForecastStage> waves,
        List<ForecastPart> nodes,
        ForecastStage whole,
        List<WorkloadForecast> workloads,
        int peakUnavailable,
        int peakMachines)
        implements Forecast {
    /** Of a plan that does nothing. */
    static final Forecast NONE = new ForecastRecord(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new ForecastStageRecord("the roll", Duration.ZERO, Duration.ZERO, Resources.NONE, Map.of()),
            List.of(),
            0,
            0);

    /** Copies the lists. */
    ForecastRecord {
        nodePools = List.copyOf(nodePools);
        waves = List.copyOf(waves);
        nodes = List.copyOf(nodes);
        workloads = List.copyOf(workloads);
    }

    @Override
    public Duration takes() {
        return whole.takes();
    }
}
