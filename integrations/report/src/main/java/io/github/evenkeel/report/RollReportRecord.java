package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Report that the library makes: what the run says of itself, and what others add. */
record RollReportRecord(
        Optional<UpgradeReport.Outcome> outcome,
        String runId,
        String clusterId,
        Instant started,
        Duration took,
        List<StepRecord> steps,
        List<NodeReport> nodes,
        List<ProbeReport> probes,
        List<GateRecord> gates,
        List<String> warnings,
        Optional<Forecast> forecast,
        List<ManualStep> manualSteps,
        Optional<Failure> failure,
        Added added)
        implements RollReport {
    /** What others than the run have recorded and measured. */
    record Added(
            Optional<Peaks> peaks,
            List<Moment> moments,
            List<Sample> samples,
            Optional<RequestCount> requests,
            Map<String, Map<String, Long>> calls) {
        static final Added NOTHING =
                new Added(Optional.empty(), List.of(), List.of(), Optional.empty(), Collections.emptySortedMap());

        Added {
            moments = List.copyOf(moments);
            samples = List.copyOf(samples);
        }

        Added withPeaks(Peaks measured) {
            return new Added(Optional.of(measured), moments, samples, requests, calls);
        }

        Added withRecorded(List<Moment> recorded, List<Sample> sampled) {
            return new Added(peaks, recorded, sampled, requests, calls);
        }

        Added withRequests(RequestCount count) {
            return new Added(peaks, moments, samples, Optional.of(count), calls);
        }

        Added withCalls(String service, Map<String, Long> byOperation) {
            SortedMap<String, Map<String, Long>> all = new TreeMap<>(calls);
            all.put(service, Collections.unmodifiableSortedMap(new TreeMap<>(byOperation)));
            return new Added(peaks, moments, samples, requests, Collections.unmodifiableSortedMap(all));
        }
    }

    RollReportRecord {
        steps = List.copyOf(steps);
        nodes = List.copyOf(nodes);
        probes = List.copyOf(probes);
        gates = List.copyOf(gates);
        warnings = List.copyOf(warnings);
        manualSteps = List.copyOf(manualSteps);
    }

    static RollReportRecord of(UpgradeReport report) {
        return new RollReportRecord(
                Optional.of(report.outcome()),
                report.runId(),
                report.clusterId(),
                report.started(),
                report.took(),
                report.preparation(),
                report.nodes(),
                report.probes(),
                report.gates(),
                report.warnings().stream().map(Finding::toString).toList(),
                report.forecast(),
                report.manualSteps(),
                report.failure(),
                Added.NOTHING);
    }

    RollReportRecord with(Added more) {
        return new RollReportRecord(
                outcome,
                runId,
                clusterId,
                started,
                took,
                steps,
                nodes,
                probes,
                gates,
                warnings,
                forecast,
                manualSteps,
                failure,
                more);
    }

    private Peaks peaks() {
        return added.peaks().orElseGet(() -> Peaks.of(nodes));
    }

    @Override
    public Duration makespan() {
        return peaks().makespan();
    }

    @Override
    public int peakUnavailable() {
        return peaks().unavailable();
    }

    @Override
    public int peakMachines() {
        return peaks().machines();
    }

    @Override
    public List<Moment> moments() {
        return added.moments();
    }

    @Override
    public List<Sample> samples() {
        return added.samples();
    }

    @Override
    public Optional<RequestCount> requests() {
        return added.requests();
    }

    @Override
    public Map<String, Map<String, Long>> calls() {
        return added.calls();
    }

    @Override
    public RollReport withRecording(Recording recording) {
        return with(added.withRecorded(recording.moments(), recording.samples()));
    }

    @Override
    public RollReport withPeaks(int unavailable, int machines) {
        return with(added.withPeaks(new Peaks(makespan(), unavailable, machines)));
    }

    @Override
    public RollReport withRequests(RequestCount count) {
        return with(added.withRequests(Objects.requireNonNull(count, "requests")));
    }

    @Override
    public RollReport withCalls(String service, Map<String, Long> byOperation) {
        if (!service.matches("[a-z]+")) {
            throw new IllegalArgumentException(
                    "the service is '" + service + "'; needed are lower-case letters, such as oci");
        }
        return with(added.withCalls(service, byOperation));
    }
}
