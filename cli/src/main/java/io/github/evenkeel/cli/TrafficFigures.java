package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.util.TreeMap;

/** Figures of a load as JSON, on one line. */
final class TrafficFigures {
    private TrafficFigures() {}

    static String json(TrafficReport report) {
        ObjectNode told = new ObjectMapper()
                .createObjectNode()
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
}
