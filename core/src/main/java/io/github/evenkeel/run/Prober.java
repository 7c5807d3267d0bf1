package io.github.evenkeel.run;

import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the applications throughout a run, beside it. */
public final class Prober implements AutoCloseable {
    /** One miss is a miss; this many in a row are an application that is not available. */
    private static final int UNAVAILABLE = 3;

    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final List<Watched> watched;
    private final Timeline timeline;
    private final Diary diary;
    private final Duration interval;
    private final Timeline.Bell stop;
    private final List<Timeline.Running> running = new ArrayList<>();

    public Prober(Settings settings, Diary diary) {
        this.timeline = settings.timeline();
        this.diary = diary;
        this.interval = settings.timing().probeInterval();
        this.stop = timeline.bell();
        this.watched = settings.probes().stream().map(Watched::new).toList();
    }

    /** Looks once; an exception is an answer too, whatever it is. */
    public static ProbeResult look(AvailabilityProbe probe) {
        try {
            return probe.look();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return new ProbeResult(false, e.toString());
        }
    }

    public void start() {
        for (Watched one : watched) {
            running.add(timeline.start("evenkeel-probe", () -> watch(one)));
        }
    }

    /** Fails if an application is not available. */
    public void requireAvailable() {
        for (Watched one : watched) {
            if (one.failuresInARow >= UNAVAILABLE) {
                throw new StepFailure(
                        "probe of " + one.probe.target(), "an available application", String.valueOf(one.lastFailure));
            }
        }
    }

    public List<ProbeReport> reports() {
        return watched.stream()
                .map(one -> new ProbeReport(one.probe.target(), one.looks, one.failures, one.lastFailure))
                .toList();
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

    private void watch(Watched one) {
        try {
            while (stop.rings() == 0) {
                one.look(diary);
                stop.await(0, interval);
            }
        } catch (InterruptedException e) {
            // Whoever interrupts the prober wants it to end.
            Thread.currentThread().interrupt();
        }
    }

    /** Written by its own thread alone, read by any. */
    private static final class Watched {
        private final AvailabilityProbe probe;
        private volatile long looks;
        private volatile long failures;
        private volatile int failuresInARow;
        private volatile @Nullable String lastFailure;

        Watched(AvailabilityProbe probe) {
            this.probe = probe;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        void look(Diary diary) {
            ProbeResult result = Prober.look(probe);
            boolean wasAvailable = failuresInARow == 0;
            looks++;
            if (!result.available()) {
                failures++;
                lastFailure = result.detail();
            }
            failuresInARow = result.available() ? 0 : failuresInARow + 1;
            if (wasAvailable != result.available()) {
                diary.probeChanged(probe.target(), result);
            }
        }
    }
}
