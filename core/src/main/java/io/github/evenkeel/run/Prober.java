package io.github.evenkeel.run;

import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls the probes throughout a run, on separate threads. A probe without a recent result, or whose thread has ended,
 * counts as not available.
 */
public final class Prober implements AutoCloseable {
    /** How many intervals may pass without a look that was not itself held up. */
    private static final int INTERVALS = 3;

    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final List<ProbeWatch> watches;
    private final Scheduler scheduler;
    private final EventPublisher publisher;
    private final Duration interval;
    private final Duration fresh;

    /** As long as a few looks take that fail one after the other. */
    private final Duration settled;

    private final Scheduler.Signal stop;
    private final List<Scheduler.Running> running = new ArrayList<>();

    public Prober(PlanSpec spec, EventPublisher publisher) {
        this.scheduler = spec.scheduler();
        this.publisher = publisher;
        this.interval = spec.timing().calls().probeInterval();
        Duration deadline = spec.timing().calls().probe();
        this.fresh = deadline.plus(interval.multipliedBy(INTERVALS));
        this.settled = deadline.plus(interval).multipliedBy(INTERVALS);
        this.stop = scheduler.newSignal();
        this.watches = spec.probes().stream()
                .map(probe -> new ProbeWatch(probe, scheduler, deadline))
                .toList();
    }

    /** Looks once with each probe; returns what those found that did not find their application available. */
    public static Map<String, ProbeResult> unavailable(PlanSpec spec) {
        Map<String, ProbeResult> unavailable = new TreeMap<>();
        for (AvailabilityProbe probe : spec.probes()) {
            ProbeWatch watch = new ProbeWatch(
                    probe, spec.scheduler(), spec.timing().calls().probe());
            ProbeResult result = watch.find();
            if (!result.available()) {
                unavailable.put(watch.target(), result);
            }
        }
        return unavailable;
    }

    public void start() {
        for (ProbeWatch watch : watches) {
            running.add(scheduler.start("evenkeel-probe", () -> watch(watch)));
        }
    }

    /**
     * Fails if an application is not available, or that is not known.
     *
     * @param waits of the work that asks
     */
    public void requireAvailable(Waits waits) {
        for (int i = 0; i < watches.size(); i++) {
            ProbeWatch watch = watches.get(i);
            WaitCondition condition = new WaitCondition("probe of " + watch.target(), "a look", settled);
            Scheduler.Running thread = running.get(i);
            // A process that stood still for long has not looked either: its next look tells.
            waits.await(condition, () -> {
                if (hasEnded(thread)) {
                    throw new StepFailure(condition.object(), "a thread that looks", "that thread has ended");
                }
                if (!watch.hasLookedWithin(fresh)) {
                    return PollResult.notYet("none for " + fresh.toSeconds() + " s");
                }
                return watch.isSettled()
                        ? PollResult.of(true)
                        : PollResult.notYet("none yet that found it available: " + watch.lastFailure());
            });
            if (!watch.isAvailable()) {
                throw new StepFailure(
                        condition.object(), "an available application", String.valueOf(watch.lastFailure()));
            }
        }
    }

    public List<ProbeReport> reports() {
        return watches.stream().map(ProbeWatch::report).toList();
    }

    /** Has the looks end, and waits for the one under way, unless it hangs. */
    @Override
    public void close() {
        stop.signal();
        Duration end = scheduler.elapsed().plus(LAST_LOOK);
        try {
            for (Scheduler.Running one : running) {
                Duration left = end.minus(scheduler.elapsed());
                one.join(left.isNegative() ? Duration.ZERO : left);
            }
        } catch (InterruptedException e) {
            // The run is at its end as it is; what a look still does is of no consequence.
        }
    }

    private static boolean hasEnded(Scheduler.Running thread) {
        try {
            return thread.join(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watch(ProbeWatch watch) {
        try {
            while (stop.signals() == 0) {
                watch.look(publisher);
                stop.await(0, interval);
            }
        } catch (InterruptedException e) {
            // An interrupt ends the prober.
            Thread.currentThread().interrupt();
        }
    }
}
