package io.github.evenkeel.report;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.report.RollReportRecord.Added;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Roll that goes on, as its events show it. Not thread-safe. */
final class RunningRoll {
    private final Map<String, Part> nodes = new LinkedHashMap<>();
    private final Part outside = new Part("");
    private final List<String> warnings = new ArrayList<>();
    private @Nullable UpgradeEvent first;
    private @Nullable UpgradeEvent last;

    /** Steps of a node, or of the roll outside the nodes. */
    private static final class Part {
        private final String instance;
        private final List<StepRecord> done = new ArrayList<>();
        private @Nullable StepRecord underWay;
        private @Nullable NodeReport ended;

        private Part(String instance) {
            this.instance = instance;
        }

        private void begin(Step step, String object, Instant at) {
            underWay = new StepRecord(step, object, at, Duration.ZERO);
        }

        private void end(Instant at) {
            if (underWay != null) {
                done.add(until(underWay, at));
                underWay = null;
            }
        }

        private List<StepRecord> steps(Instant now) {
            List<StepRecord> all = new ArrayList<>(done);
            if (underWay != null) {
                all.add(until(underWay, now));
            }
            return all;
        }

        private static StepRecord until(StepRecord step, Instant at) {
            return new StepRecord(step.step(), step.object(), step.started(), Duration.between(step.started(), at));
        }
    }

    void hear(UpgradeEvent event) {
        first = first == null ? event : first;
        last = event;
        if (event instanceof UpgradeEvent.StepStarted started) {
            of(event).begin(started.step(), started.object(), event.at());
        } else if (event instanceof UpgradeEvent.StepEnded || event instanceof UpgradeEvent.StepFailed) {
            of(event).end(event.at());
        } else if (event instanceof UpgradeEvent.NodeReplaced done) {
            ended(done.report());
        } else if (event instanceof UpgradeEvent.NodeEnded done) {
            ended(done.report());
        } else if (event instanceof UpgradeEvent.Warned warned) {
            warnings.add(warned.finding().toString());
        }
    }

    private void ended(NodeReport report) {
        nodes.computeIfAbsent(report.node(), name -> new Part(report.instanceId())).ended = report;
    }

    private Part of(UpgradeEvent event) {
        return event.source()
                .node()
                .map(node -> nodes.computeIfAbsent(
                        node, name -> new Part(event.source().instanceId().orElse(""))))
                .orElse(outside);
    }

    /** Empty before the first event. */
    Optional<RollReport> report() {
        if (first == null || last == null) {
            return Optional.empty();
        }
        if (last instanceof UpgradeEvent.Ended ended) {
            return Optional.of(RollReport.of(ended.report()));
        }
        Instant now = last.at();
        List<NodeReport> reports = new ArrayList<>();
        nodes.forEach((name, part) -> reports.add(report(name, part, now)));
        return Optional.of(new RollReportRecord(
                Optional.empty(),
                last.source().runId(),
                last.source().clusterId().orElse(""),
                first.at(),
                Duration.between(first.at(), now),
                outside.steps(now),
                reports,
                List.of(),
                List.of(),
                warnings,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Added.NOTHING));
    }

    private static NodeReport report(String name, Part part, Instant now) {
        if (part.ended != null) {
            return part.ended;
        }
        return new ReadNode(
                name,
                part.instance,
                name,
                NodeReport.Result.UNFINISHED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                part.steps(now),
                List.of());
    }
}
