package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunLock.Holder;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a lock that is free, or that was not renewed for a whole term while this process watched it. It does not use
 * times of day: a wrong clock takes no lock from a process.
 */
final class LeaseAcquisition {
    private static final int LOOKS_PER_TERM = 10;

    /** A run that is to begin waits for no longer term. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Scheduler scheduler;
    private final RunLock lock;

    LeaseAcquisition(Scheduler scheduler, RunLock lock) {
        this.scheduler = scheduler;
        this.lock = lock;
    }

    /**
     * Call it again after a retryable failure: if the response was lost, this process has the lock already.
     *
     * @throws ServiceException {@link Outcome#CONFLICT} if another process holds and renews it
     */
    RunLock.Held take(String runner) {
        Optional<Holder> first = lock.holder();
        Optional<Holder> instead = first.isEmpty() || isOurs(first.get(), runner) ? first : atItsEnd(first.get());
        try {
            return lock.take(runner, instead);
        } catch (ServiceException e) {
            if (e.outcome() != Outcome.CONFLICT) {
                throw e;
            }
            Optional<Holder> now = lock.holder();
            if (now.isPresent() && isOurs(now.get(), runner)) {
                return lock.take(runner, now);
            }
            throw conflict(now.map(quicker -> "runner " + quicker.runner() + " has just taken it")
                    .orElseGet(e::reason));
        }
    }

    /** Each process has its own identity, which no other process uses. */
    private static boolean isOurs(Holder holder, String runner) {
        return holder.runner().equals(runner);
    }

    /** Returns the same holder if it has not renewed the lock; empty if the lock was released. */
    private Optional<Holder> atItsEnd(Holder first) {
        if (first.term().compareTo(LONGEST) > 0) {
            throw conflict("runner " + first.runner() + " has it for a term of " + first.term()
                    + ", which is too long to watch; if no such runner exists, delete the lock");
        }
        Duration end = scheduler.elapsed().plus(first.term());
        for (Duration left = first.term(); left.compareTo(Duration.ZERO) > 0; left = end.minus(scheduler.elapsed())) {
            Duration pause = first.term().dividedBy(LOOKS_PER_TERM);
            sleep(left.compareTo(pause) < 0 ? left : pause);
            Optional<Holder> now = lookAgain(first);
            if (now.isEmpty()) {
                return now;
            }
            if (!now.get().mark().equals(first.mark())) {
                throw conflict("runner " + now.get().runner() + " has it, and renews it");
            }
        }
        return Optional.of(first);
    }

    /** A failed read counts as no change: the call that takes the lock names the mark of the first read. */
    private Optional<Holder> lookAgain(Holder first) {
        try {
            return lock.holder();
        } catch (ServiceException e) {
            if (e.isRetryable()) {
                return Optional.of(first);
            }
            throw e;
        }
    }

    private void sleep(Duration time) {
        Scheduler.Signal signal = scheduler.newSignal();
        try {
            signal.await(signal.signals(), time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw conflict("interrupted while watching whether its holder renews it");
        }
    }

    private static ServiceException conflict(String reason) {
        return ServiceException.of(Outcome.CONFLICT, "take the lock", reason);
    }
}
