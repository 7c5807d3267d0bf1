package io.github.evenkeel.cli;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A forecast in some lines. */
final class ForecastLines {
    private static final int MINUTES_IN_HOUR = 60;

    private ForecastLines() {}

    static void print(Forecast forecast, PrintStream out) {
        if (forecast.takes().isZero()) {
            return;
        }
        out.println("forecast: " + words(forecast.takes())
                + forecast.controlPlane()
                        .map(part -> ", of which the control plane takes " + words(part.takes()))
                        .orElse(""));
        if (forecast.nodePools().size() > 1) {
            forecast.nodePools().forEach(part -> print(part, out));
        }
        if (forecast.waves().size() > 1) {
            forecast.waves().forEach(part -> print(part, out));
        }
    }

    private static void print(ForecastPart part, PrintStream out) {
        out.println("  " + part.object() + ": begins after " + words(part.begins()) + ", takes " + words(part.takes()));
    }

    /** As precise as a forecast may seem to be. */
    static String words(Duration time) {
        if (time.toMinutes() >= MINUTES_IN_HOUR) {
            return String.format(Locale.ROOT, "%d h %d min", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
