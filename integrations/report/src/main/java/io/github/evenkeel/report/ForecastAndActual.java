package io.github.evenkeel.report;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.spi.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** What was forecast of a roll, and what happened, side by side in JSON: both in seconds, and with the same names. */
final class ForecastAndActual {
    /** Before the name of a node in a forecast. */
    static final String NODE = "node ";

    private ForecastAndActual() {}

    static void write(RollReport report, JsonOut out) {
        report.forecast().ifPresent(forecast -> out.object("forecast", fields -> forecast(forecast, out))
                .object("actual", fields -> actual(report, Peaks.of(report.nodes()), out)));
    }

    private static void forecast(Forecast forecast, JsonOut out) {
        Resources free = forecast.whole().leastFree();
        out.put("seconds", forecast.takes())
                .put("makespan", makespan(forecast))
                .put("peakUnavailable", forecast.peakUnavailable())
                .put("peakMachines", forecast.peakMachines())
                .object("leastFree", fields -> out.put("cpuMillis", free.cpuMillis())
                        .put("memoryBytes", free.memoryBytes())
                        .put("pods", free.pods()))
                .counts("leastServing", forecast.whole().leastServing())
                .objects("workloads", forecast.workloads(), workload -> out.put("namespace", workload.namespace())
                        .put("kind", workload.kind())
                        .put("name", workload.name())
                        .put("replicas", workload.replicas())
                        .put("disturbed", workload.disturbed())
                        .put("evictions", workload.evictions()))
                .objects("nodes", forecast.nodes(), node -> out.put("node", name(node))
                        .put("begins", node.begins())
                        .put("seconds", node.takes()));
    }

    /** Name of the node that a part of a forecast is about. */
    static String name(ForecastPart node) {
        return node.object().startsWith(NODE) ? node.object().substring(NODE.length()) : node.object();
    }

    private static Duration makespan(Forecast forecast) {
        Duration begin = forecast.nodes().stream()
                .map(ForecastPart::begins)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return forecast.nodes().stream()
                .map(node -> node.begins().plus(node.takes()))
                .max(Comparator.naturalOrder())
                .map(end -> end.minus(begin))
                .orElse(Duration.ZERO);
    }

    private static void actual(RollReport report, Peaks peaks, JsonOut out) {
        out.put("seconds", report.took())
                .put("makespan", peaks.makespan())
                .put("peakUnavailable", peaks.unavailable())
                .put("peakMachines", peaks.machines())
                .objects(
                        "nodes",
                        report.nodes().stream()
                                .filter(node -> !node.steps().isEmpty())
                                .toList(),
                        node -> actual(report, node, out));
    }

    private static void actual(RollReport report, NodeReport node, JsonOut out) {
        Instant begin = node.steps().get(0).started();
        StepRecord last = node.steps().get(node.steps().size() - 1);
        out.put("node", node.node())
                .put("begins", Duration.between(report.started(), begin))
                .put("seconds", Duration.between(begin, last.started().plus(last.took())));
    }
}
