package io.github.evenkeel.roll;

import io.github.evenkeel.ForecastPause;
import java.time.Instant;

/** Pause that the library forecasts. */
record ForecastPauseRecord(String object, Instant from, Instant until) implements ForecastPause {}
