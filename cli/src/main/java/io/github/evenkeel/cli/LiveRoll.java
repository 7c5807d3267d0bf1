package io.github.evenkeel.cli;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a live view shows of a roll, as its events and its forecast have it. Thread-safe. */
final class LiveRoll {
    private static final int EVENTS = 50;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Deque<String> events = new ArrayDeque<>();
    private Map<String, ForecastPart> parts = Map.of();
    private Duration takes = Duration.ZERO;
    private Duration late = Duration.ZERO;
    private @Nullable Instant begin;

    /** The plan with listeners for this view. */
    UpgradePlan watching(UpgradePlan plan) {
        return plan.withListener(new Progress(this::add)).withListener(new Lanes());
    }

    /** Takes the forecast, once there is one. */
    synchronized void expects(Forecast forecast) {
        if (parts.isEmpty()) {
            parts = forecast.nodes().stream()
                    .collect(Collectors.toMap(
                            part -> node(part.object()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
            takes = forecast.takes();
            parts.keySet().forEach(this::lane);
        }
    }

    /** The nodes, in the order in which they are expected to begin. */
    synchronized List<Lane> lanes() {
        List<Lane> all = new ArrayList<>();
        parts.keySet().forEach(node -> all.add(lane(node)));
        lanes.values().stream().filter(lane -> !parts.containsKey(lane.node())).forEach(all::add);
        return all;
    }

    /** The latest events, the last one last. */
    synchronized List<String> events(int most) {
        List<String> all = List.copyOf(events);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    synchronized Optional<ForecastPart> expected(String node) {
        return Optional.ofNullable(parts.get(node));
    }

    /** When the first event was; empty before it. */
    synchronized Optional<Instant> begin() {
        return Optional.ofNullable(begin);
    }

    /** How much later than forecast the node began that has begun last. */
    synchronized Duration late() {
        return late;
    }

    /** Time until the end, if the rest takes what was forecast; empty without a forecast. */
    synchronized Optional<Duration> left(Instant now) {
        if (begin == null || takes.isZero()) {
            return Optional.empty();
        }
        Duration left = takes.plus(late).minus(Duration.between(begin, now));
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    private static String node(String object) {
        return object.replaceFirst("^node ", "");
    }

    private Lane lane(String node) {
        return lanes.computeIfAbsent(node, Lane::new);
    }

    private synchronized void add(String line) {
        events.addLast(line);
        if (events.size() > EVENTS) {
            events.removeFirst();
        }
    }

    private synchronized void starts(UpgradeEvent.StepStarted event) {
        if (begin == null) {
            begin = event.at();
        }
        event.source().node().ifPresent(node -> {
            Lane lane = lane(node);
            boolean first = lane.begun() == null;
            lane.begins(event.step(), event.at());
            ForecastPart part = parts.get(node);
            if (first && part != null && begin != null) {
                late = Duration.between(begin, event.at()).minus(part.begins());
            }
        });
    }

    private synchronized void fails(UpgradeEvent.StepFailed event) {
        event.source().node().ifPresent(node -> lane(node).fails(event.step(), event.why()));
    }

    private synchronized void ends(UpgradeEvent.Ended event) {
        event.report().nodes().forEach(report -> lane(report.node()).ends(report, event.at()));
    }

    private synchronized void replaces(UpgradeEvent.NodeReplaced event) {
        lane(event.report().node()).ends(event.report(), event.at());
    }

    /** Passes events to the lanes. */
    private final class Lanes implements UpgradeListener {
        @Override
        public void onStepStarted(UpgradeEvent.StepStarted event) {
            starts(event);
        }

        @Override
        public void onStepFailed(UpgradeEvent.StepFailed event) {
            fails(event);
        }

        @Override
        public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
            replaces(event);
        }

        @Override
        public void onEnded(UpgradeEvent.Ended event) {
            ends(event);
        }
    }
}
