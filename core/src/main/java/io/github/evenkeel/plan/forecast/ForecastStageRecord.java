package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.ForecastStage;
import io.github.evenkeel.spi.Resources;
import java.time.Duration;
import java.util.Map;

/** Part of a forecast with what is least, as the library makes it. */
record ForecastStageRecord(
        String object, Duration begins, Duration takes, Resources leastFree, Map<String, Integer> leastServing)
        implements ForecastStage {
    /** Copies the map. */
    ForecastStageRecord {
        leastServing = Map.copyOf(leastServing);
    }
}
