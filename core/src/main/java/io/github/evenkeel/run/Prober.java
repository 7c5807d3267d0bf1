package io.github.evenkeel.run;

import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at the applications throughout a run, beside it. What is not known to be available counts as not available: a
 * probe that has not looked for a while, and one whose thread has ended.
 */
public final class Prober implements AutoCloseable {
    /** How many intervals may pass without a look that was not itself held up. */
    private static final int INTERVALS = 3;

    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final List<ProbeWatch> watches;
    private final Timeline timeline;
    private final Diary diary;
    private final Waits waits;
    private final Duration interval;
    private final Duration fresh;
    private final Timeline.Bell stop;
    private final List<Timeline.Running> running = new ArrayList<>();

    public Prober(Settings settings, Diary diary, Waits waits) {
        this.timeline = settings.timeline();
        this.diary = diary;
        this.waits = waits;
        this.interval = settings.timing().probeInterval();
        Duration deadline = settings.timing().deadlines().probe();
        this.fresh = deadline.plus(interval.multipliedBy(INTERVALS));
        this.stop = timeline.bell();
        this.watches = settings.probes().stream()
                .map(probe -> new ProbeWatch(probe, timeline, deadline))
                .toList();
    }

    /** Looks once with each probe; returns what those found that did not find their application available. */
    public static Map<String, ProbeResult> unavailable(Settings settings) {
        Map<String, ProbeResult> unavailable = new TreeMap<>();
        for (AvailabilityProbe probe : settings.probes()) {
            ProbeWatch watch = new ProbeWatch(
                    probe, settings.timeline(), settings.timing().deadlines().probe());
            ProbeResult result = watch.find();
            if (!result.available()) {
                unavailable.put(watch.target(), result);
            }
        }
        return unavailable;
    }

    public void start() {
        for (ProbeWatch watch : watches) {
            running.add(timeline.start("evenkeel-probe", () -> watch(watch)));
        }
    }

    /** Fails if an application is not available, or that is not known. */
    public void requireAvailable() {
        for (int i = 0; i < watches.size(); i++) {
            ProbeWatch watch = watches.get(i);
            Goal goal = new Goal("probe of " + watch.target(), "a look", fresh);
            Timeline.Running thread = running.get(i);
            // A process that stood still for long has not looked either: its next look tells.
            waits.until(goal, () -> {
                if (hasEnded(thread)) {
                    throw new StepFailure(goal.object(), "a thread that looks", "that thread has ended");
                }
                return watch.hasLookedWithin(fresh)
                        ? Sight.of(true)
                        : Sight.notYet("none for " + fresh.toSeconds() + " s");
            });
            if (!watch.isAvailable()) {
                throw new StepFailure(goal.object(), "an available application", String.valueOf(watch.lastFailure()));
            }
        }
    }

    public List<ProbeReport> reports() {
        return watches.stream().map(ProbeWatch::report).toList();
    }

    /** Has the looks end, and waits for the one under way, unless it hangs. */
    @Override
    public void close() {
        stop.ring();
        Duration end = timeline.elapsed().plus(LAST_LOOK);
        try {
            for (Timeline.Running one : running) {
                Duration left = end.minus(timeline.elapsed());
                one.join(left.isNegative() ? Duration.ZERO : left);
            }
        } catch (InterruptedException e) {
            // The run is at its end as it is; what a look still does is of no consequence.
        }
    }

    private static boolean hasEnded(Timeline.Running thread) {
        try {
            return thread.join(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watch(ProbeWatch watch) {
        try {
            while (stop.rings() == 0) {
                watch.look(diary);
                stop.await(0, interval);
            }
        } catch (InterruptedException e) {
            // Whoever interrupts the prober wants it to end.
            Thread.currentThread().interrupt();
        }
    }
}
