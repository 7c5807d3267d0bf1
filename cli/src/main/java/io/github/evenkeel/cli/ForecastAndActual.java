package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;

/** What was forecast of a roll, and what happened, side by side in JSON: both in seconds, and with the same names. */
final class ForecastAndActual {
    private ForecastAndActual() {}

    static void write(UpgradeReport report, ObjectNode root) {
        report.forecast().ifPresent(forecast -> {
            write(forecast, root.putObject("forecast"));
            write(report, Peaks.of(report.nodes()), root.putObject("actual"));
        });
    }

    private static void write(Forecast forecast, ObjectNode json) {
        json.put("seconds", JsonReport.seconds(forecast.takes()));
        json.put("makespan", JsonReport.seconds(makespan(forecast)));
        json.put("peakUnavailable", forecast.peakUnavailable());
        json.put("peakMachines", forecast.peakMachines());
        Resources free = forecast.whole().leastFree();
        json.putObject("leastFree")
                .put("cpuMillis", free.cpuMillis())
                .put("memoryBytes", free.memoryBytes())
                .put("pods", free.pods());
        new TreeMap<>(forecast.whole().leastServing()).forEach(json.putObject("leastServing")::put);
        ArrayNode workloads = json.putArray("workloads");
        forecast.workloads().forEach(workload -> workloads
                .addObject()
                .put("namespace", workload.namespace())
                .put("kind", workload.kind())
                .put("name", workload.name())
                .put("replicas", workload.replicas())
                .put("disturbed", workload.disturbed())
                .put("evictions", workload.evictions()));
        ArrayNode nodes = json.putArray("nodes");
        for (ForecastPart node : forecast.nodes()) {
            nodes.addObject()
                    .put("node", node.object().replaceFirst("^node ", ""))
                    .put("begins", JsonReport.seconds(node.begins()))
                    .put("seconds", JsonReport.seconds(node.takes()));
        }
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

    private static void write(UpgradeReport report, Peaks peaks, ObjectNode json) {
        json.put("seconds", JsonReport.seconds(report.took()));
        json.put("makespan", JsonReport.seconds(peaks.makespan()));
        json.put("peakUnavailable", peaks.unavailable());
        json.put("peakMachines", peaks.machines());
        ArrayNode nodes = json.putArray("nodes");
        for (NodeReport node : report.nodes()) {
            if (!node.steps().isEmpty()) {
                Instant begin = node.steps().get(0).started();
                StepRecord last = node.steps().get(node.steps().size() - 1);
                nodes.addObject()
                        .put("node", node.node())
                        .put("begins", JsonReport.seconds(Duration.between(report.started(), begin)))
                        .put(
                                "seconds",
                                JsonReport.seconds(
                                        Duration.between(begin, last.started().plus(last.took()))));
            }
        }
    }
}
