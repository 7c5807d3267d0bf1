package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Forecast that the library makes. */
record ForecastRecord(
        Duration takes,
        Optional<ForecastPart> controlPlane,
        List<ForecastPart> nodePools,
        List<ForecastPart> waves,
        List<ForecastPart> nodes)
        implements Forecast {
    /** Copies the lists. */
    ForecastRecord {
        nodePools = List.copyOf(nodePools);
        waves = List.copyOf(waves);
        nodes = List.copyOf(nodes);
    }
}
