package io.github.evenkeel.tenure;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a run may change things. It goes on for as long as the lock is renewed: while the run waits, and
 * with what it reads, as a look at a large cluster may take longer than a term. A run that hangs or sleeps loses it.
 * Measured by the time since the last renewal began, never by anybody's clock.
 *
 * <p>Used by the run's thread and by those that call beside it.
 */
public final class Tenure {
    private static final Duration ONE_CALL = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final RunLock.@Nullable Held lock;
    private final Timeline.Bell renewal;
    private Duration renewed;
    private boolean renewing;
    private @Nullable String lost;

    private Tenure(Timeline timeline, RunLock.@Nullable Held lock, Duration renewed) {
        this.timeline = timeline;
        this.lock = lock;
        this.renewed = renewed;
        renewal = timeline.bell();
    }

    /**
     * Takes the lock; if somebody has it who may be dead, waits for a term to see.
     *
     * @throws ServiceException if somebody else has it
     */
    public static Tenure begin(Timeline timeline, @Nullable RunLock lock, String runner) {
        if (lock == null) {
            return new Tenure(timeline, null, timeline.elapsed());
        }
        Duration beforeTheWait = timeline.elapsed();
        RunLock.Held held = new Acquisition(timeline, lock).take(runner);
        // However long the wait was, the term began with the call that took it: renewing makes sure of it.
        Tenure tenure = new Tenure(timeline, held, beforeTheWait);
        tenure.renew();
        return tenure;
    }

    /** How often to call {@link #renewIfDue} at least; null for never. */
    public @Nullable Duration interval() {
        return lock == null ? null : lock.term().dividedBy(6);
    }

    /** Renews the lock once a third of its term is over. Failures are left to {@link #require}. */
    public void renewIfDue() {
        if (begins(1)) {
            try {
                renew();
            } catch (ServiceException e) {
                if (e.outcome() == Outcome.DENIED) {
                    lose(e.reason());
                }
            } finally {
                ends();
            }
        }
    }

    /**
     * To be called before anything is changed.
     *
     * @throws ServiceException {@link Outcome#DENIED} if somebody else may be at work by now
     */
    public void require(String operation) {
        long seen = renewal.rings();
        while (isDue(2)) {
            if (begins(2)) {
                try {
                    renew();
                } catch (ServiceException e) {
                    lose(e.reason());
                } finally {
                    ends();
                }
            } else {
                awaitRenewal(seen, operation);
            }
            seen = renewal.rings();
        }
        String why = lost();
        if (why != null) {
            throw denied(operation, "this run has lost its lock: " + why);
        }
    }

    /** Whether so many thirds of its term are over. */
    private synchronized boolean isDue(int thirds) {
        return lock != null && lost == null && age().toNanos() >= lock.term().toNanos() / 3 * thirds;
    }

    /** Whether to renew it now: no other thread is about it. */
    private synchronized boolean begins(int thirds) {
        if (renewing || !isDue(thirds)) {
            return false;
        }
        renewing = true;
        return true;
    }

    private synchronized void ends() {
        renewing = false;
        renewal.ring();
    }

    /** No monitor is held over a call: who has to wait for that of another thread waits on the timeline. */
    private void awaitRenewal(long seen, String operation) {
        try {
            renewal.await(seen, ONE_CALL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw denied(operation, "the thread was interrupted while the lock was renewed");
        }
    }

    private static ServiceException denied(String operation, String why) {
        return new ServiceException(Outcome.DENIED, operation, "not asked for, as " + why, null, null, null);
    }

    private synchronized @Nullable String lost() {
        return lost;
    }

    /** Nothing may be changed any more, and the lock is not ours to give up. */
    public synchronized void lose(String why) {
        lost = why;
    }

    /** Gives the lock up, if it is still ours. */
    public void end() {
        if (lock != null && lost() == null) {
            lose("it was given up");
            try {
                lock.release();
            } catch (RuntimeException e) {
                // It ends with its term.
            }
        }
    }

    private void renew() {
        Duration now = timeline.elapsed();
        Objects.requireNonNull(lock).renew();
        renewedAt(now);
    }

    private synchronized void renewedAt(Duration now) {
        renewed = now;
    }

    private Duration age() {
        return timeline.elapsed().minus(renewed);
    }
}
