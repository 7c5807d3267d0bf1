package io.github.evenkeel.micrometer;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeReport;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Observations of one run. Safe for use by any thread. */
final class RunObservations {
    private final ObservationRegistry registry;
    private final @Nullable Observation roll;
    private final Map<String, Observation> nodes = new LinkedHashMap<>();
    private final Map<StepKey, Observation> steps = new LinkedHashMap<>();

    /** Begins with the first event that is heard. */
    RunObservations(ObservationRegistry registry, EventSource source) {
        this.registry = registry;
        roll = source.clusterId()
                .map(cluster -> Observation.createNotStarted("evenkeel.observed.run", registry)
                        .contextualName("roll")
                        .highCardinalityKeyValue("evenkeel.run", source.runId())
                        .highCardinalityKeyValue("evenkeel.cluster", cluster)
                        .start())
                .orElse(null);
    }

    private record StepKey(String node, Step step, String object) {}

    private static StepKey key(EventSource source, Step step, String object) {
        return new StepKey(source.node().orElse(""), step, object);
    }

    synchronized void begin(UpgradeEvent.StepStarted event) {
        EventSource source = event.source();
        Optional<Observation> parent = parent(source);
        Observation step = Observation.createNotStarted("evenkeel.observed.step", registry)
                .contextualName(event.step().words())
                .lowCardinalityKeyValue("step", event.step().id())
                .highCardinalityKeyValue("evenkeel.run", source.runId())
                .highCardinalityKeyValue("evenkeel.object", event.object())
                .highCardinalityKeyValue("evenkeel.reason", event.reason());
        source.node().ifPresent(node -> step.highCardinalityKeyValue("evenkeel.node", node));
        parent.ifPresent(step::parentObservation);
        Observation before = steps.put(key(source, event.step(), event.object()), step.start());
        if (before != null) {
            before.stop();
        }
    }

    private Optional<Observation> parent(EventSource source) {
        if (roll == null || source.node().isEmpty()) {
            return Optional.ofNullable(roll);
        }
        return Optional.of(nodes.computeIfAbsent(source.node().get(), node -> begin(node, source, roll)));
    }

    private Observation begin(String node, EventSource source, Observation parent) {
        Observation begun = Observation.createNotStarted("evenkeel.observed.node", registry)
                .contextualName("node " + node)
                .highCardinalityKeyValue("evenkeel.run", source.runId())
                .highCardinalityKeyValue("evenkeel.node", node)
                .parentObservation(parent);
        source.instanceId().ifPresent(id -> begun.highCardinalityKeyValue("evenkeel.instance", id));
        source.nodePoolId().ifPresent(id -> begun.highCardinalityKeyValue("evenkeel.node.pool", id));
        return begun.start();
    }

    synchronized void end(EventSource source, Step step, String object) {
        Observation begun = steps.remove(key(source, step, object));
        if (begun != null) {
            begun.stop();
        }
    }

    synchronized void fail(UpgradeEvent.StepFailed event) {
        Observation begun = steps.remove(key(event.source(), event.step(), event.object()));
        if (begun != null) {
            begun.error(new FailedException(event.object() + ": " + event.why()))
                    .stop();
        }
    }

    /** Adds an event to the latest step of the node that it is about, else to the roll. */
    synchronized void note(EventSource source, Observation.Event event) {
        String node = source.node().orElse("");
        Observation latest = roll;
        for (Map.Entry<StepKey, Observation> step : steps.entrySet()) {
            if (step.getKey().node().equals(node)) {
                latest = step.getValue();
            }
        }
        if (latest != null) {
            latest.event(event);
        }
    }

    synchronized void endNode(NodeReport report) {
        Observation begun = nodes.remove(report.node());
        if (begun != null) {
            begun.lowCardinalityKeyValue("result", Tags.of(report.result()));
            report.replacement().ifPresent(name -> begun.highCardinalityKeyValue("evenkeel.replacement", name));
            begun.stop();
        }
    }

    /** Whatever has not ended by itself ends with the run. */
    synchronized void end(UpgradeReport report) {
        steps.values().forEach(Observation::stop);
        steps.clear();
        nodes.values()
                .forEach(node -> node.lowCardinalityKeyValue("result", "none").stop());
        nodes.clear();
        if (roll == null) {
            return;
        }
        roll.lowCardinalityKeyValue(KeyValue.of("outcome", Tags.of(report.outcome())));
        report.failure().ifPresent(failure -> roll.error(new FailedException(String.valueOf(failure))));
        roll.stop();
    }

    synchronized boolean isIdle() {
        return steps.isEmpty();
    }
}
