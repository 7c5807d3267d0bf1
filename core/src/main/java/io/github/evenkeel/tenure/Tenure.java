package io.github.evenkeel.tenure;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a run may change things. It goes on for as long as the lock is renewed: while the run waits, and
 * with what it reads, as a look at a large cluster may take longer than a term. A run that hangs or sleeps loses it.
 * Measured by the time since the last renewal began, never by anybody's clock.
 *
 * <p>Used by the run's thread and by those that call beside it.
 */
public final class Tenure {
    private final Timeline timeline;
    private final RunLock.@Nullable Held lock;
    private Duration renewed;
    private @Nullable String lost;

    private Tenure(Timeline timeline, RunLock.@Nullable Held lock, Duration renewed) {
        this.timeline = timeline;
        this.lock = lock;
        this.renewed = renewed;
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
        tenure.renew(held);
        return tenure;
    }

    /** How often to call {@link #renewIfDue} at least; null for never. */
    public @Nullable Duration interval() {
        return lock == null ? null : lock.term().dividedBy(6);
    }

    /** Renews the lock once a third of its term is over. Failures are left to {@link #require}. */
    public synchronized void renewIfDue() {
        if (lock != null && lost == null && age().compareTo(lock.term().dividedBy(3)) >= 0) {
            try {
                renew(lock);
            } catch (ServiceException e) {
                if (e.outcome() == Outcome.DENIED) {
                    lost = e.reason();
                }
            }
        }
    }

    /**
     * To be called before anything is changed.
     *
     * @throws ServiceException {@link Outcome#DENIED} if somebody else may be at work by now
     */
    public synchronized void require(String operation) {
        if (lost == null
                && lock != null
                && age().compareTo(lock.term().multipliedBy(2).dividedBy(3)) >= 0) {
            try {
                renew(lock);
            } catch (ServiceException e) {
                lost = e.reason();
            }
        }
        if (lost != null) {
            throw new ServiceException(
                    Outcome.DENIED,
                    operation,
                    "not asked for, as this run has lost its lock: " + lost,
                    null,
                    null,
                    null);
        }
    }

    /** Nothing may be changed any more, and the lock is not ours to give up. */
    public synchronized void lose(String why) {
        lost = why;
    }

    /** Gives the lock up, if it is still ours. */
    public synchronized void end() {
        if (lock != null && lost == null) {
            lock.release();
            lost = "it was given up";
        }
    }

    private void renew(RunLock.Held held) {
        Duration now = timeline.elapsed();
        held.renew();
        renewed = now;
    }

    private Duration age() {
        return timeline.elapsed().minus(renewed);
    }
}
