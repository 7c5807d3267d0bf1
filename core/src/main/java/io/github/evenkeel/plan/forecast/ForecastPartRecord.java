package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.ForecastPart;
import java.time.Duration;

/** Part of a forecast that the library makes. */
record ForecastPartRecord(String object, Duration begins, Duration takes) implements ForecastPart {}
