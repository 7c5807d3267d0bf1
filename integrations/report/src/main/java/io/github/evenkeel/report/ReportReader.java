package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.RollReportRecord.Added;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a report from JSON. */
final class ReportReader {
    /** How the names of the fields end that count the calls of a service. */
    static final String CALLS = "Calls";

    private final JsonIn json;

    private ReportReader(JsonIn json) {
        this.json = json;
    }

    static RollReport read(String text) {
        JsonIn json = JsonIn.of(text);
        requireReadable(json);
        return new ReportReader(json).report();
    }

    private static void requireReadable(JsonIn json) {
        Optional<String> version = json.optional("schemaVersion");
        if (version.isPresent()) {
            int known = major(ReportJson.VERSION);
            if (!version.get().matches("\\d{1,6}\\.\\d{1,6}")) {
                throw json.wrong("schemaVersion", version.get(), "a version, such as " + ReportJson.VERSION);
            }
            if (major(version.get()) > known) {
                throw new UnreadableReportException("the report has version " + version.get()
                        + "; this version of Evenkeel reads reports up to " + known + ".x: use a newer Evenkeel");
            }
        }
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private RollReport report() {
        RollReportRecord report = new RollReportRecord(
                json.optional("outcome").map(there -> json.oneOf("outcome", UpgradeReport.Outcome.class)),
                json.text("runId"),
                json.text("cluster"),
                json.time("started"),
                json.seconds("seconds"),
                steps(json),
                json.objects("nodes", ReportReader::node),
                json.objects(
                        "probes",
                        probe -> new ProbeReport(
                                probe.text("target"),
                                probe.number("looks"),
                                probe.number("failures"),
                                probe.optional("lastFailure"))),
                json.objects(
                        "gates",
                        gate -> new GateRecord(
                                gate.text("gate"),
                                gate.text("about"),
                                gate.time("at"),
                                gate.seconds("waitedSeconds"),
                                gate.optional("approver"))),
                json.texts("warnings"),
                json.object("forecast").map(ReadForecast::of),
                manualSteps(json),
                json.object("failure").map(ReportReader::failure),
                Added.NOTHING);
        return report.with(added());
    }

    private Added added() {
        Added added = Added.NOTHING
                .withPeaks(new Peaks(
                        json.seconds("makespan"), json.integer("peakUnavailable"), json.integer("peakMachines")))
                .withRecorded(
                        json.objects("moments", ReportReader::moment), json.objects("samples", ReportReader::sample));
        Optional<RequestCount> requests = json.object("requests").map(ReportReader::requests);
        if (requests.isPresent()) {
            added = added.withRequests(requests.get());
        }
        for (String name : json.names()) {
            if (name.matches("[a-z]+" + CALLS)) {
                added = added.withCalls(
                        name.substring(0, name.length() - CALLS.length()),
                        json.object(name).map(ReportReader::counts).orElse(Map.of()));
            }
        }
        return added;
    }

    private static Map<String, Long> counts(JsonIn counts) {
        return counts.names().stream().collect(Collectors.toMap(Function.identity(), counts::number));
    }

    private static NodeReport node(JsonIn node) {
        return new ReadNode(
                node.text("node"),
                node.text("instance"),
                node.text("address"),
                node.oneOf("result", NodeReport.Result.class),
                node.optional("replacement"),
                node.optional("replacementInstance"),
                node.optional("replacementAddress"),
                node.optionalSeconds("connectionDrainSeconds"),
                steps(node),
                manualSteps(node));
    }

    private static List<StepRecord> steps(JsonIn of) {
        return of.objects(
                "steps",
                step -> new StepRecord(
                        Step.of(step.text("step")),
                        step.text("object"),
                        step.time("started"),
                        step.seconds("seconds")));
    }

    private static List<ManualStep> manualSteps(JsonIn of) {
        return of.objects("manualSteps", step -> new ManualStep(step.text("what"), step.optional("command")));
    }

    private static Failure failure(JsonIn failure) {
        return new ReadFailure(
                Step.of(failure.text("step")),
                failure.text("object"),
                failure.text("expected"),
                failure.text("actual"),
                failure.optional("requestId"),
                failure.optionalSeconds("elapsedSeconds").orElse(Duration.ZERO),
                failure.texts("rolledBack"),
                manualSteps(failure));
    }

    private static RequestCount requests(JsonIn count) {
        long sent = count.number("sent");
        long failed = count.number("failed");
        if (failed < 0 || failed > sent) {
            throw count.wrong("failed", failed, "a number from 0 to those that were sent, " + sent);
        }
        return new RequestCount(sent, failed);
    }

    private static Moment moment(JsonIn moment) {
        return new Moment(
                moment.time("at"),
                moment.text("kind"),
                moment.optional("node"),
                moment.optional("step"),
                moment.optional("object").orElse(""),
                moment.optional("text").orElse(""),
                moment.optionalSeconds("seconds"));
    }

    private static Sample sample(JsonIn sample) {
        return new Sample(
                sample.time("at"),
                sample.optionalInteger("readyNodes"),
                sample.optionalInteger("servingBackends"),
                sample.object("requests").map(ReportReader::requests));
    }
}
