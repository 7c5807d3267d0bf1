package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Report of a roll as JSON: outcome, nodes, steps with their times, and additions of a command. */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();

    JsonReport(UpgradeReport report) {
        root.put("outcome", report.outcome().name());
        root.put("runId", report.runId());
        root.put("cluster", report.clusterId());
        root.put("started", report.started().toString());
        root.put("seconds", seconds(report.took()));
        Peaks peaks = Peaks.of(report.nodes());
        root.put("makespan", seconds(peaks.makespan()));
        root.put("peakUnavailable", peaks.unavailable());
        root.put("peakMachines", peaks.machines());
        ForecastAndActual.write(report, root);
        root.set("steps", steps(report.preparation()));
        ArrayNode nodes = root.putArray("nodes");
        report.nodes().forEach(node -> nodes.add(node(node)));
        ArrayNode probes = root.putArray("probes");
        report.probes().forEach(probe -> probes.addObject()
                .put("target", probe.target())
                .put("looks", probe.looks())
                .put("failures", probe.failures()));
        ArrayNode gates = root.putArray("gates");
        report.gates().forEach(gate -> gates.addObject()
                .put("gate", gate.gate())
                .put("about", gate.about())
                .put("at", gate.at().toString())
                .put("waitedSeconds", seconds(gate.waited()))
                .put("approver", gate.approver().orElse(null)));
        ArrayNode warnings = root.putArray("warnings");
        report.warnings().forEach(warning -> warnings.add(warning.toString()));
        root.set("manualSteps", manualSteps(report.manualSteps()));
        report.failure().ifPresent(failure -> {
            ObjectNode json = root.putObject("failure");
            json.put("step", failure.step().id())
                    .put("object", failure.object())
                    .put("expected", failure.expected())
                    .put("actual", failure.actual())
                    .put("requestId", failure.requestId().orElse(null));
            failure.rolledBack().forEach(json.putArray("rolledBack")::add);
            json.set("manualSteps", manualSteps(failure.manualSteps()));
        });
    }

    /** The figures of a load, on one line. */
    static String traffic(TrafficReport report) {
        ObjectNode told = JSON.createObjectNode()
                .put("sent", report.sent())
                .put("succeeded", report.succeeded())
                .put("failed", report.failed())
                .put("medianMillis", report.median().toMillis())
                .put("slowest99Millis", report.slowest99().toMillis())
                .put("slowestMillis", report.slowest().toMillis());
        ObjectNode failures = told.putObject("failures");
        new TreeMap<>(report.failuresByKind()).forEach(failures::put);
        return told.toString();
    }

    /** Adds a number, or replaces it. */
    JsonReport with(String name, int number) {
        root.put(name, number);
        return this;
    }

    /** Adds counts under a name. */
    JsonReport with(String name, Map<String, ? extends Number> counts) {
        ObjectNode added = root.putObject(name);
        new TreeMap<>(counts).forEach((key, count) -> added.put(key, count.longValue()));
        return this;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static ObjectNode node(NodeReport node) {
        ObjectNode told = JSON.createObjectNode();
        told.put("node", node.node())
                .put("instance", node.instanceId())
                .put("address", node.address())
                .put("result", node.result().name())
                .put("replacement", node.replacement().orElse(null))
                .put("replacementInstance", node.replacementInstanceId().orElse(null))
                .put("replacementAddress", node.replacementAddress().orElse(null));
        node.connectionDrain().ifPresent(given -> told.put("connectionDrainSeconds", seconds(given)));
        told.set("steps", steps(node.steps()));
        if (!node.manualSteps().isEmpty()) {
            told.set("manualSteps", manualSteps(node.manualSteps()));
        }
        return told;
    }

    private static ArrayNode manualSteps(List<ManualStep> steps) {
        ArrayNode told = JSON.createArrayNode();
        steps.forEach(step -> told.addObject()
                .put("what", step.what())
                .put("command", step.command().orElse(null)));
        return told;
    }

    private static ArrayNode steps(List<StepRecord> steps) {
        ArrayNode told = JSON.createArrayNode();
        steps.forEach(step -> told.addObject()
                .put("step", step.step().id())
                .put("object", step.object())
                .put("started", step.started().toString())
                .put("seconds", seconds(step.took())));
        return told;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
