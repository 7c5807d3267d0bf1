package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Guard that allows changes only while the run holds the lock. The run renews the lock while it waits and while it
 * reads, as a read of a large cluster may take longer than a term. A run that hangs or is suspended loses the lock. The
 * term counts from the start of the last renewal; a wrong clock can only shorten it.
 *
 * <p>Used by the run's thread and by threads that it starts for calls.
 */
public final class LeaseGuard {
    private static final Duration ONE_CALL = Duration.ofMinutes(1);
    /** However many requests arrive, the lock is not renewed more often. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofHours(1);

    /** By how much the time of day may differ from time that passes, without that meaning anything. */
    private static final Duration DRIFT = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final RunLock.@Nullable Held lock;
    private final Scheduler.Signal renewal;
    private final RequestBox requests = new RequestBox();
    private Duration renewed;
    private Instant renewedAt;
    private boolean renewing;
    private boolean soon;
    private @Nullable String lost;
    private @Nullable String stopped;

    private LeaseGuard(Scheduler scheduler, Scheduler.Signal renewal, RunLock.@Nullable Held lock, Duration renewed) {
        this.scheduler = scheduler;
        this.renewal = renewal;
        this.lock = lock;
        this.renewed = renewed;
        renewedAt = scheduler.now();
    }

    /**
     * Takes the lock; if its holder may be dead, waits for a term.
     *
     * @throws ServiceException if another process holds it
     */
    public static LeaseGuard begin(Scheduler scheduler, @Nullable RunLock lock, String runner) {
        Scheduler.Signal renewal = scheduler.newSignal();
        if (lock == null) {
            return new LeaseGuard(scheduler, renewal, null, scheduler.elapsed());
        }
        Duration beforeTheWait = scheduler.elapsed();
        RunLock.Held held = new LeaseAcquisition(scheduler, lock).take(runner);
        // However long the wait was, the term began with the call that took it: renewing makes sure of it.
        LeaseGuard lease = new LeaseGuard(scheduler, renewal, held, beforeTheWait);
        try {
            lease.renew();
        } catch (RuntimeException | Error e) {
            if (!(e instanceof ServiceException service && service.outcome() == Outcome.DENIED)) {
                lease.end(); // else it is another run's by now
            }
            throw e;
        }
        return lease;
    }

    /** How often to call {@link #renewIfDue} at least. */
    public Duration renewInterval() {
        return lock == null ? LONG : lock.term().dividedBy(6);
    }

    /** Requests to the run, which the lock carries. */
    public RequestBox requests() {
        return requests;
    }

    /** Has the next {@link #renewIfDue} renew the lock, as there is something to publish. */
    public synchronized void renewSoon() {
        soon = true;
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
     * Call it before each change.
     *
     * @throws ServiceException {@link Outcome#DENIED} if another process may hold the lock by now
     */
    public void require(String operation) {
        require(operation, 2);
    }

    /** The same before what can't be taken back: with more of the term left, for a call that takes long. */
    public void requireMost(String operation) {
        require(operation, 1);
    }

    private void require(String operation, int thirds) {
        long seen = renewal.signals();
        while (isDue(thirds)) {
            if (begins(thirds)) {
                try {
                    renew();
                } catch (ServiceException e) {
                    if (e.outcome() != Outcome.DENIED && !isOld()) {
                        throw notNow(operation, e);
                    }
                    lose(e.reason());
                } finally {
                    ends();
                }
            } else {
                awaitRenewal(seen, operation);
            }
            seen = renewal.signals();
        }
        String why = obstacle();
        if (why != null) {
            throw denied(operation, why);
        }
    }

    /** Whether it is, without regard to what a clock says. */
    private synchronized boolean isOld() {
        return lock != null
                && scheduler
                                .elapsed()
                                .minus(renewed)
                                .compareTo(lock.term().multipliedBy(2).dividedBy(3))
                        >= 0;
    }

    private static ServiceException notNow(String operation, ServiceException e) {
        String why = "not asked for, as the lock could not be renewed before it: " + e.reason();
        return ServiceException.builder(Outcome.CONFLICT, operation, why)
                .requestId(e.requestId().orElse(null))
                .cause(e)
                .build();
    }

    /** Whether so many thirds of its term are over. */
    private synchronized boolean isDue(int thirds) {
        return lock != null && lost == null && age().toNanos() >= lock.term().toNanos() / 3 * thirds;
    }

    /** Whether to renew it now: no other thread is about it. */
    private synchronized boolean begins(int thirds) {
        boolean early = soon && lock != null && lost == null && age().compareTo(SOON) >= 0;
        if (renewing || !(early || isDue(thirds))) {
            return false;
        }
        soon = false; // a failure is made up for when the next renewal is due
        renewing = true;
        return true;
    }

    private synchronized void ends() {
        renewing = false;
        renewal.signal();
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
        return ServiceException.of(Outcome.DENIED, operation, "not asked for, as " + why);
    }

    private synchronized @Nullable String obstacle() {
        return lost == null ? stopped : "this run has lost its lock: " + lost;
    }

    /** Allows no change from here on; the lock stays, and is released at the end. */
    public synchronized void stopChanges(String why) {
        stopped = why;
    }

    /** Nothing may be changed any more, and the lock is not ours to give up. */
    public synchronized void lose(String why) {
        lost = why;
    }

    /** Gives the lock up, if it is still ours. */
    public void end() {
        if (lock != null && isHeld()) {
            lose("it was given up");
            try {
                lock.release(requests.lastUpdate());
            } catch (RuntimeException e) {
                // It ends with its term.
            }
        }
    }

    private synchronized boolean isHeld() {
        return lost == null;
    }

    private void renew() {
        Duration now = scheduler.elapsed();
        Instant time = scheduler.now();
        RunLock.Update update = requests.update();
        RunLock.Requests read = Objects.requireNonNull(lock).renew(update);
        renewed(now, time);
        requests.renewed(update, read);
    }

    private synchronized void renewed(Duration now, Instant time) {
        renewed = now;
        renewedAt = time;
    }

    /**
     * The time since the last renewal. While a machine sleeps, {@link Scheduler#elapsed} may stand still; the time of
     * day does not. If that has run ahead, it counts: should the clock only have been set, that costs one renewal.
     */
    private Duration age() {
        Duration elapsed = scheduler.elapsed().minus(renewed);
        Duration byClock = Duration.between(renewedAt, scheduler.now());
        return byClock.minus(elapsed).compareTo(DRIFT) > 0 ? byClock : elapsed;
    }
}
