package io.github.evenkeel.run;

import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results of one probe so far. A call that exceeds its limit is a failure, and so is each interval in which it still
 * hangs: a hanging probe is not called again before it returns.
 *
 * <p>Written by the thread that looks, read by any.
 */
final class ProbeWatch {
    /** One miss is a miss; this many in a row are an application that is not available. */
    private static final int UNAVAILABLE = 3;

    private final AvailabilityProbe probe;
    private final Scheduler scheduler;
    private final Duration deadline;
    private volatile String target;
    private volatile long looks;
    private volatile long failures;
    private volatile int failuresInARow;
    private volatile boolean wasEverAvailable;
    private volatile @Nullable String lastFailure;
    private volatile @Nullable Duration lastVerdict;
    private @Nullable LimitedCall<ProbeResult> hanging;

    ProbeWatch(AvailabilityProbe probe, Scheduler scheduler, Duration deadline) {
        this.probe = probe;
        this.scheduler = scheduler;
        this.deadline = deadline;
        target = probe.getClass().getName();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void look(EventPublisher publisher) {
        ProbeResult result = find();
        boolean wasAvailable = failuresInARow == 0;
        looks++;
        if (!result.available()) {
            failures++;
            lastFailure = result.detail();
        }
        failuresInARow = result.available() ? 0 : failuresInARow + 1;
        wasEverAvailable |= result.available();
        lastVerdict = scheduler.elapsed();
        if (wasAvailable != result.available()) {
            publisher.probeChanged(target, result);
        }
    }

    String target() {
        return target;
    }

    boolean isAvailable() {
        return failuresInARow < UNAVAILABLE;
    }

    /** Whether that is known: a few failures may be misses only where an earlier look has found it available. */
    boolean isSettled() {
        return wasEverAvailable || !isAvailable();
    }

    /** Whether a look has ended, or been given up, within this time. */
    boolean hasLookedWithin(Duration time) {
        Duration last = lastVerdict;
        return last != null && scheduler.elapsed().minus(last).compareTo(time) <= 0;
    }

    @Nullable
    String lastFailure() {
        return lastFailure;
    }

    ProbeReport report() {
        return new ProbeReport(target, looks, failures, Optional.ofNullable(lastFailure));
    }

    /** Looks once, within the deadline. Whatever the probe throws is an answer, too. */
    ProbeResult find() {
        LimitedCall<ProbeResult> before = hanging;
        if (before != null && !before.ended()) {
            return new ProbeResult(false, "an earlier look has not ended yet; its deadline was " + inSeconds());
        }
        LimitedCall<ProbeResult> look = new LimitedCall<>(this::ask);
        hanging = look;
        try {
            if (!look.endsWithin(deadline, scheduler, "evenkeel-look")) {
                return new ProbeResult(false, "no answer within " + inSeconds());
            }
        } catch (NoThreadException e) {
            hanging = null;
            return new ProbeResult(false, String.valueOf(e.getMessage()));
        }
        hanging = null;
        return look.get();
    }

    private ProbeResult ask() {
        try {
            target = probe.target();
            ProbeResult result = probe.look();
            return result == null ? new ProbeResult(false, "the probe gave no result") : result;
        } catch (Throwable e) {
            if (!ThrownByOthers.canGoOnAfter(e)) {
                throw e;
            }
            return new ProbeResult(false, e.toString());
        }
    }

    private String inSeconds() {
        return deadline.toMillis() / 1000.0 + " s";
    }
}
