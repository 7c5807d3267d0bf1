package io.github.evenkeel.cli;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Table at the end of a roll: one row for each node, one column for each step. */
final class Summary {
    private static final Map<Step, String> COLUMNS = columns();

    private Summary() {}

    private static Map<Step, String> columns() {
        Map<Step, String> columns = new LinkedHashMap<>();
        columns.put(Step.DRAIN_BACKENDS, "drain lb");
        columns.put(Step.CORDON, "cordon");
        columns.put(Step.EVICT, "evict");
        columns.put(Step.DRAIN_CONNECTIONS, "connections");
        columns.put(Step.DELETE_NODE, "delete");
        columns.put(Step.AWAIT_REPLACEMENT, "replacement");
        columns.put(Step.SWAP_BACKENDS, "swap");
        columns.put(Step.AWAIT_HEALTH, "health");
        columns.put(Step.SOAK, "soak");
        return columns;
    }

    static void print(UpgradeReport report, PrintStream out) {
        out.printf("%n%-14s %-14s %-10s", "node", "replaced by", "result");
        COLUMNS.values().forEach(column -> out.printf(" %11s", column));
        out.println();
        for (NodeReport node : report.nodes()) {
            out.printf(
                    "%-14s %-14s %-10s",
                    node.node(),
                    node.replacement().orElse("-"),
                    node.result().name().toLowerCase(Locale.ROOT));
            COLUMNS.keySet().forEach(step -> out.printf(" %11s", took(node, step)));
            out.println();
        }
        out.printf(
                "%n%s in %s%s%n",
                report.outcome(),
                Progress.seconds(report.took()),
                report.forecast()
                        .map(forecast -> ", forecast " + Progress.seconds(forecast.takes()))
                        .orElse(""));
        List<ManualStep> ofFailure = report.failure().map(Failure::manualSteps).orElse(List.of());
        report.manualSteps().stream().filter(step -> !ofFailure.contains(step)).forEach(out::println);
        report.failure().ifPresent(out::println);
    }

    static void print(TrafficReport requests, PrintStream out) {
        out.printf(
                "%d requests, %d failed; median %d ms, 99%% within %d ms, slowest %d ms%n",
                requests.sent(),
                requests.failed(),
                requests.median().toMillis(),
                requests.slowest99().toMillis(),
                requests.slowest().toMillis());
        requests.failuresByKind().forEach((kind, count) -> out.println("  " + count + " x " + kind));
    }

    private static String took(NodeReport node, Step step) {
        return node.steps().stream()
                .filter(record -> record.step().equals(step))
                .map(record -> Progress.seconds(record.took()))
                .findFirst()
                .orElse("-");
    }
}
