package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes a report as JSON. */
final class ReportWriter {
    private final RollReport report;
    private final JsonOut out;

    private ReportWriter(RollReport report, JsonOut out) {
        this.report = report;
        this.out = out;
    }

    static String write(RollReport report) {
        return JsonOut.pretty(out -> new ReportWriter(report, out).fields()) + "\n";
    }

    private void fields() {
        out.put("schemaVersion", ReportJson.VERSION)
                .orNull("outcome", report.outcome().map(Enum::name))
                .put("runId", report.runId())
                .put("cluster", report.clusterId())
                .put("started", report.started().toString())
                .put("seconds", report.took())
                .put("makespan", report.makespan())
                .put("peakUnavailable", report.peakUnavailable())
                .put("peakMachines", report.peakMachines());
        ForecastAndActual.write(report, out);
        steps(report.steps());
        out.objects("nodes", report.nodes(), this::node)
                .objects("probes", report.probes(), probe -> out.put("target", probe.target())
                        .put("looks", probe.looks())
                        .put("failures", probe.failures())
                        .ifThere("lastFailure", probe.lastFailure()))
                .objects("gates", report.gates(), gate -> out.put("gate", gate.gate())
                        .put("about", gate.about())
                        .put("at", gate.at().toString())
                        .put("waitedSeconds", gate.waited())
                        .orNull("approver", gate.approver()))
                .texts("warnings", report.warnings());
        manualSteps(report.manualSteps());
        report.failure().ifPresent(failure -> out.object("failure", fields -> failure(failure)));
        report.requests().ifPresent(count -> out.object("requests", fields -> requests(count)));
        report.calls().forEach((service, byOperation) -> out.counts(service + ReportReader.CALLS, byOperation));
        if (!report.moments().isEmpty()) {
            out.objects("moments", report.moments(), this::moment);
        }
        if (!report.samples().isEmpty()) {
            out.objects("samples", report.samples(), this::sample);
        }
    }

    private void node(NodeReport node) {
        out.put("node", node.node())
                .put("instance", node.instanceId())
                .put("address", node.address())
                .put("result", node.result().name())
                .orNull("replacement", node.replacement())
                .orNull("replacementInstance", node.replacementInstanceId())
                .orNull("replacementAddress", node.replacementAddress());
        node.connectionDrain().ifPresent(given -> out.put("connectionDrainSeconds", given));
        steps(node.steps());
        if (!node.manualSteps().isEmpty()) {
            manualSteps(node.manualSteps());
        }
    }

    private void steps(List<StepRecord> steps) {
        out.objects("steps", steps, step -> out.put("step", step.step().id())
                .put("object", step.object())
                .put("started", step.started().toString())
                .put("seconds", step.took()));
    }

    private void manualSteps(List<ManualStep> steps) {
        out.objects("manualSteps", steps, step -> out.put("what", step.what()).orNull("command", step.command()));
    }

    private void failure(Failure failure) {
        out.put("step", failure.step().id())
                .put("object", failure.object())
                .put("expected", failure.expected())
                .put("actual", failure.actual())
                .orNull("requestId", failure.requestId())
                .put("elapsedSeconds", failure.elapsed())
                .texts("rolledBack", failure.rolledBack());
        manualSteps(failure.manualSteps());
    }

    private void requests(RequestCount count) {
        out.put("sent", count.sent()).put("failed", count.failed());
    }

    private void moment(Moment moment) {
        out.put("at", moment.at().toString())
                .put("kind", moment.kind())
                .ifThere("node", moment.node())
                .ifThere("step", moment.step())
                .ifThere("object", Optional.of(moment.object()).filter(object -> !object.isEmpty()))
                .ifThere("text", Optional.of(moment.text()).filter(text -> !text.isEmpty()));
        Optional<Duration> time = moment.time();
        time.ifPresent(given -> out.put("seconds", given));
    }

    private void sample(Sample sample) {
        out.put("at", sample.at().toString())
                .ifKnown("readyNodes", sample.readyNodes())
                .ifKnown("servingBackends", sample.servingBackends());
        sample.requests().ifPresent(count -> out.object("requests", fields -> requests(count)));
    }
}
