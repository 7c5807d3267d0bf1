package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page says in words and tables, and what is there without scripts, too. */
final class PageText {
    private final RollReport report;
    private final Html html = new Html();

    PageText(RollReport report) {
        this.report = report;
    }

    /** One word for how it ended, as a class of the page's styles has it. */
    String outcome() {
        return report.outcome().map(Enum::name).orElse("RUNNING").toLowerCase(Locale.ROOT);
    }

    String outcomeInWords() {
        return report.outcome()
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("goes on");
    }

    /** The figures at the top. */
    String facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        long done = count(NodeReport.Result.REPLACED);
        facts.put("nodes replaced", done + " of " + report.nodes().size());
        facts.put("took", Durations.words(report.took()));
        report.forecast().ifPresent(forecast -> facts.put("forecast", Durations.words(forecast.takes())));
        facts.put("away at once", String.valueOf(report.peakUnavailable()));
        facts.put("machines at once", String.valueOf(report.peakMachines()));
        report.requests().ifPresent(count -> {
            facts.put("requests", String.format(Locale.ROOT, "%,d", count.sent()));
            facts.put("failed requests", String.format(Locale.ROOT, "%,d", count.failed()));
        });
        if (!report.moments().isEmpty()) {
            facts.put("evictions", moments(Moment.EVICTED));
            facts.put("refused evictions", moments(Moment.EVICTION_REFUSED));
            facts.put("retries", moments(Moment.RETRYING));
            facts.put("rollbacks", moments(Moment.ROLLED_BACK));
        }
        facts.forEach((name, value) ->
                html.open("div").element("dt", name).element("dd", value).close("div"));
        return html.toString();
    }

    private long count(NodeReport.Result result) {
        return report.nodes().stream().filter(node -> node.result() == result).count();
    }

    private String moments(String kind) {
        return String.format(
                Locale.ROOT,
                "%,d",
                report.moments().stream()
                        .filter(moment -> moment.kind().equals(kind))
                        .count());
    }

    /** Run, cluster and time. */
    String subject() {
        return html.text("cluster ")
                .element("code", report.clusterId())
                .text(", run ")
                .element("code", report.runId())
                .text(", began ")
                .element(
                        "time",
                        report.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                        "datetime",
                        report.started().toString())
                .toString();
    }

    /** Why it stopped; nothing if it did not. */
    String failure() {
        Optional<Failure> failed = report.failure();
        if (failed.isPresent()) {
            Failure failure = failed.get();
            html.open("section", "class", "failure", "aria-labelledby", "failure")
                    .element("h2", "Why it stopped", "id", "failure")
                    .open("p")
                    .text("It could not " + failure.step().words() + ": ")
                    .element("strong", failure.object())
                    .close("p")
                    .open("dl", "class", "pairs");
            pair("found", failure.actual());
            pair("needed", failure.expected());
            failure.requestId().ifPresent(id -> pair("request id", id));
            failure.rolledBack().forEach(line -> pair("rolled back", line));
            html.close("dl").close("section");
        }
        return html.toString();
    }

    private void pair(String name, String value) {
        html.element("dt", name).element("dd", value);
    }

    /** What is left to do by hand, with commands to copy; nothing if nothing is. */
    String leftToDo() {
        List<ManualStep> steps = report.manualSteps().isEmpty()
                ? report.failure().map(Failure::manualSteps).orElse(List.of())
                : report.manualSteps();
        if (!steps.isEmpty()) {
            html.open("section", "class", "todo", "aria-labelledby", "todo")
                    .element("h2", "Left to do", "id", "todo")
                    .open("ol");
            for (ManualStep step : steps) {
                html.open("li").element("p", step.what());
                step.command().ifPresent(command -> html.open("div", "class", "command")
                        .open("pre", "tabindex", "0")
                        .element("code", command)
                        .close("pre")
                        .element("button", "Copy", "type", "button", "class", "copy")
                        .close("div"));
                html.close("li");
            }
            html.close("ol").close("section");
        }
        return html.toString();
    }

    /** A row for each node. */
    String nodes() {
        Map<String, ForecastPart> forecast = report.forecast().map(Forecast::nodes).orElse(List.of()).stream()
                .collect(Collectors.toMap(ForecastAndActual::name, part -> part, (one, other) -> one));
        for (NodeReport node : report.nodes()) {
            Optional<Duration> took = took(node);
            Optional<Duration> expected =
                    Optional.ofNullable(forecast.get(node.node())).map(ForecastPart::takes);
            html.open("tr")
                    .element("th", node.node(), "scope", "row")
                    .element("td", node.replacement().orElse("–"))
                    .element("td", node.result().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .element("td", took.map(Durations::words).orElse("–"), "class", "number")
                    .element("td", expected.map(Durations::words).orElse("–"), "class", "number")
                    .element("td", node.connectionDrain().map(Durations::words).orElse("–"), "class", "number")
                    .close("tr");
        }
        return html.toString();
    }

    private static Optional<Duration> took(NodeReport node) {
        if (node.steps().isEmpty()) {
            return Optional.empty();
        }
        StepRecord last = node.steps().get(node.steps().size() - 1);
        return Optional.of(
                Duration.between(node.steps().get(0).started(), last.started().plus(last.took())));
    }

    /** Warnings, probes and gates, as far as there are some. */
    String more() {
        list("Warnings", report.warnings());
        list(
                "Probes",
                report.probes().stream()
                        .map(probe -> probe.target() + ": " + probe.failures() + " of " + probe.looks()
                                + " calls found it unavailable"
                                + probe.lastFailure()
                                        .map(why -> "; the last one: " + why)
                                        .orElse(""))
                        .toList());
        list(
                "Gates",
                report.gates().stream()
                        .map(gate -> gate.gate() + " let begin " + gate.about() + " after "
                                + Durations.words(gate.waited())
                                + gate.approver()
                                        .map(who -> ", approved by " + who)
                                        .orElse(""))
                        .toList());
        report.forecast()
                .map(Forecast::workloads)
                .ifPresent(workloads -> list(
                        "Workloads that the forecast disturbs",
                        workloads.stream()
                                .map(one -> one.kind() + " " + one.namespace() + "/" + one.name() + ": "
                                        + one.evictions() + " evictions, " + one.disturbed() + " of " + one.replicas()
                                        + " pods")
                                .toList()));
        report.calls()
                .forEach((service, counts) -> list(
                        "Calls: " + service,
                        counts.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .toList()));
        return html.toString();
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.open("details")
                    .element("summary", title + " (" + lines.size() + ")")
                    .open("ul");
            lines.forEach(line -> html.element("li", line));
            html.close("ul").close("details");
        }
    }
}
