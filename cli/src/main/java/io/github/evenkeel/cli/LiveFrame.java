package io.github.evenkeel.cli;

import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.NodeProgress;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One picture of a roll: a line for the whole, a lane for each node, the latest events below. */
final class LiveFrame {
    private static final int BAR = 20;

    /** A bar is full when its node is done, not when the forecast says so. */
    private static final double FULLEST = 0.95;

    private static final int MOST_EVENTS = 8;
    private static final int FEWEST_EVENTS = 2;
    private static final int MINUTE = 60;

    private final LiveRoll roll;
    private final UpgradeSnapshot snapshot;
    private final Instant now;
    private final Terminal terminal;
    private final Map<String, NodeProgress> underWay;

    LiveFrame(LiveRoll roll, UpgradeSnapshot snapshot, Instant now, Terminal terminal) {
        this.roll = roll;
        this.snapshot = snapshot;
        this.now = now;
        this.terminal = terminal;
        underWay = snapshot.nodesUnderWay().stream()
                .collect(Collectors.toMap(NodeProgress::node, Function.identity(), (one, other) -> one));
    }

    /** Line of a picture. */
    record Line(String text, Tone tone) {}

    /** Meaning of a colour. */
    enum Tone {
        PLAIN,
        UNDER_WAY,
        DONE,
        WRONG
    }

    /** No more lines than the terminal has but one, and none longer than it is wide. */
    List<Line> lines() {
        List<Lane> lanes = roll.lanes();
        List<Line> lines = new ArrayList<>();
        lines.add(plain(header()));
        if (underWay.isEmpty() && snapshot.state() != UpgradeSnapshot.State.ENDED) {
            snapshot.step()
                    .ifPresent(step -> lines.add(plain(step.words()
                            + snapshot.waitingFor().map(what -> ": " + what).orElse(""))));
        }
        int room = terminal.height() - 1 - lines.size() - 1 - FEWEST_EVENTS;
        int width = lanes.stream().mapToInt(lane -> lane.node().length()).max().orElse(0);
        List<Lane> shown = shown(lanes, room);
        shown.forEach(lane -> lines.add(line(lane, width)));
        if (shown.size() < lanes.size()) {
            lines.add(plain(rest(lanes, shown)));
        }
        int left = Math.min(MOST_EVENTS, terminal.height() - 1 - lines.size() - 1);
        List<String> events = roll.events(Math.max(0, left));
        if (!events.isEmpty()) {
            lines.add(plain(""));
            events.forEach(event -> lines.add(plain(event)));
        }
        return lines.stream()
                .map(line -> new Line(fitting(line.text()), line.tone()))
                .toList();
    }

    private String header() {
        Duration gone = roll.begin().map(begin -> Duration.between(begin, now)).orElse(Duration.ZERO);
        String left = snapshot.state() == UpgradeSnapshot.State.ENDED
                ? ""
                : roll.left(now)
                        .map(time -> time.isZero() ? ", longer than forecast" : ", about " + words(time) + " left")
                        .orElse("");
        return "run " + snapshot.runId() + "  "
                + snapshot.state().name().toLowerCase(Locale.ROOT) + "  " + snapshot.nodesDone() + " of "
                + snapshot.nodes() + " nodes  " + clock(gone) + left;
    }

    /** As precise as the rest of a forecast may seem to be. */
    private static String words(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    /** All if there is room for them; else first those that need a look, then those that begin next. */
    private List<Lane> shown(List<Lane> lanes, int room) {
        if (lanes.size() <= room) {
            return lanes;
        }
        List<Lane> chosen = new ArrayList<>();
        lanes.stream().filter(Lane::hasFailed).forEach(chosen::add);
        lanes.stream().filter(lane -> !lane.hasFailed() && lane.isUnderWay()).forEach(chosen::add);
        lanes.stream()
                .filter(lane -> lane.begun() == null && lane.result() == null)
                .forEach(chosen::add);
        lanes.stream().filter(lane -> !chosen.contains(lane)).forEach(chosen::add);
        List<Lane> most = chosen.subList(0, Math.max(0, room - 1));
        return lanes.stream().filter(most::contains).toList();
    }

    private static String rest(List<Lane> lanes, List<Lane> shown) {
        List<Lane> rest = lanes.stream().filter(lane -> !shown.contains(lane)).toList();
        long done = rest.stream().filter(lane -> lane.ended() != null).count();
        return "and " + rest.size() + " more nodes: " + done + " done, " + (rest.size() - done) + " not";
    }

    private Line line(Lane lane, int width) {
        String name = String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  ", lane.node());
        Optional<ForecastPart> expected = roll.expected(lane.node());
        if (lane.hasFailed() || lane.result() == NodeReport.Result.UNFINISHED) {
            return new Line(name + bar(0) + "  FAILED: " + words(lane) + ": " + lane.detail(), Tone.WRONG);
        }
        if (lane.result() == NodeReport.Result.REPLACED) {
            return new Line(
                    name + bar(1) + "  replaced by " + lane.detail()
                            + took(lane).map(time -> " in " + time).orElse(""),
                    Tone.DONE);
        }
        NodeReport.Result result = lane.result();
        if (result != null) {
            return plain(name + bar(0) + "  "
                    + result.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        Instant begun = lane.begun();
        if (begun != null) {
            Duration gone = Duration.between(begun, now);
            double part = expected.map(ForecastPart::takes)
                    .filter(takes -> !takes.isZero())
                    .map(takes -> (double) gone.toMillis() / takes.toMillis())
                    .orElse(0.0);
            String waits = Optional.ofNullable(underWay.get(lane.node()))
                    .flatMap(NodeProgress::waitingFor)
                    .map(what -> ": " + what)
                    .orElse("");
            return new Line(
                    name + bar(Math.min(FULLEST, part)) + "  " + clock(gone) + "  " + words(lane) + waits,
                    Tone.UNDER_WAY);
        }
        return plain(name
                + bar(0)
                + expected.flatMap(this::begins)
                        .map(time -> "  begins in about " + time)
                        .orElse(""));
    }

    private Optional<String> begins(ForecastPart part) {
        return roll.begin()
                .map(begin -> part.begins().plus(roll.late()).minus(Duration.between(begin, now)))
                .filter(time -> !time.isNegative())
                .map(LiveFrame::words);
    }

    private static Optional<String> took(Lane lane) {
        Instant begun = lane.begun();
        Instant ended = lane.ended();
        return begun == null || ended == null ? Optional.empty() : Optional.of(clock(Duration.between(begun, ended)));
    }

    private static String words(Lane lane) {
        Step step = lane.step();
        return step == null ? "" : step.words();
    }

    private static String bar(double part) {
        int full = (int) Math.round(Math.max(0, part) * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return String.format(Locale.ROOT, "%02d:%02d", seconds / MINUTE, seconds % MINUTE);
    }

    private static Line plain(String text) {
        return new Line(text, Tone.PLAIN);
    }

    /** A name or message of a service may hold anything, escapes of terminals included. */
    private String fitting(String text) {
        String printable = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return printable.length() < terminal.width() ? printable : printable.substring(0, terminal.width() - 1);
    }
}
