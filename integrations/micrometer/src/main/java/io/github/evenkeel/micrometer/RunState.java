package io.github.evenkeel.micrometer;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.micrometer.core.instrument.LongTaskTimer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run does now, as its events tell: for gauges, and for times between two events. Safe for use by any thread.
 */
final class RunState {
    private final RunMeters meters;
    private final Map<StepKey, Begun> steps = new HashMap<>();
    private final Map<String, UpgradeEvent.Waiting> waits = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> leftAside = new HashSet<>();
    private final Set<String> unavailable = new HashSet<>();
    private int done;
    private int nodes;

    RunState(RunMeters meters) {
        this.meters = meters;
    }

    private record StepKey(String node, Step step, String object) {
        static StepKey of(EventSource source, Step step, String object) {
            return new StepKey(nodeOf(source), step, object);
        }
    }

    private record Begun(Instant at, LongTaskTimer.Sample active) {}

    private static String nodeOf(EventSource source) {
        return source.node().orElse("");
    }

    /** Any event tells how far the run is, and ends the wait of its node. */
    synchronized void seen(UpgradeEvent event) {
        done = event.source().nodesDone();
        nodes = event.source().nodes();
        if (event instanceof UpgradeEvent.Ended) {
            waits.values().forEach(wait -> meters.waited(wait, event.at()));
            waits.clear();
            steps.values().forEach(begun -> begun.active.stop());
            steps.clear();
            return;
        }
        UpgradeEvent.Waiting before = waits.remove(nodeOf(event.source()));
        if (before != null) {
            meters.waited(before, event.at());
        }
    }

    synchronized void begins(UpgradeEvent.StepStarted event) {
        Begun before = steps.put(
                StepKey.of(event.source(), event.step(), event.object()),
                new Begun(event.at(), meters.active(event.step())));
        if (before != null) {
            before.active.stop();
        }
        event.source().node().ifPresent(underWay::add);
    }

    /** When it had begun. */
    synchronized Optional<Instant> ends(Step step, String object, EventSource source) {
        Begun begun = steps.remove(StepKey.of(source, step, object));
        if (begun == null) {
            return Optional.empty();
        }
        begun.active.stop();
        return Optional.of(begun.at);
    }

    synchronized void waits(UpgradeEvent.Waiting event) {
        waits.put(nodeOf(event.source()), event);
    }

    synchronized void nodeEnded(NodeReport report) {
        underWay.remove(report.node());
        if (report.result() == NodeReport.Result.LEFT_ASIDE) {
            leftAside.add(report.node());
        }
    }

    synchronized void probed(String target, boolean available) {
        if (available) {
            unavailable.remove(target);
        } else {
            unavailable.add(target);
        }
    }

    /** How many nodes are in a state. */
    synchronized int nodes(NodeCount state) {
        return switch (state) {
            case UNDER_WAY -> underWay.size();
            case LEFT_ASIDE -> leftAside.size();
            case REPLACED -> done;
            case WAITING -> Math.max(0, nodes - done - underWay.size() - leftAside.size());
        };
    }

    synchronized int unavailableProbes() {
        return unavailable.size();
    }

    synchronized boolean isIdle() {
        return steps.isEmpty();
    }
}
