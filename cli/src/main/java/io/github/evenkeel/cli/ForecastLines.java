package io.github.evenkeel.cli;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.WorkloadForecast;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;

/** A forecast in some lines. */
final class ForecastLines {
    private static final int MINUTES_IN_HOUR = 60;
    private static final int MOST_WORKLOADS = 5;

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
        out.println("  at most " + forecast.peakUnavailable() + " nodes unavailable, and " + forecast.peakMachines()
                + " machines at once; least free: " + forecast.whole().leastFree());
        new TreeMap<>(forecast.whole().leastServing())
                .forEach((set, least) -> out.println("  at least " + least + " backends serve in " + set));
        forecast.workloads().stream().limit(MOST_WORKLOADS).forEach(workload -> out.println("  " + words(workload)));
        if (forecast.workloads().size() > MOST_WORKLOADS) {
            out.println("  " + (forecast.workloads().size() - MOST_WORKLOADS) + " more workloads are disturbed");
        }
    }

    private static String words(WorkloadForecast workload) {
        return workload.kind() + " " + workload.namespace() + "/" + workload.name() + ": " + workload.evictions()
                + (workload.evictions() == 1 ? " eviction, " : " evictions, ") + workload.disturbed() + " of "
                + workload.replicas() + " pods";
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
