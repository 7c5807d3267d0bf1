package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that one run at a time works on a cluster. Each method is one conversation with whoever keeps the lock,
 * and reads no clock: how old a lock is, is for the caller to find out by looking twice.
 *
 * <p>Every failure is a {@link ServiceException}.
 */
public interface RunLock {
    /** Who has the lock, or had it and did not give it up. */
    Optional<Holder> holder();

    /**
     * Takes the lock.
     *
     * @param runner identity of the process that asks: another one for each, and never used again
     * @param instead whom to take it from, as {@link #holder} told; empty for nobody
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if that is no longer so
     */
    Held take(String runner, Optional<Holder> instead);

    /**
     * Who has a lock.
     *
     * @param runner identity of the process
     * @param mark opaque; changes with each renewal
     * @param term how long it is that runner's after a renewal
     */
    record Holder(String runner, String mark, Duration term) {}

    /** A lock that is ours, for as long as it is renewed in time. Used by one thread at a time. */
    interface Held {
        /**
         * How long it is ours after the call that took or renewed it was begun: nobody else can have it before that.
         */
        Duration term();

        /**
         * Has the term begin anew.
         *
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if somebody else has it now; anything else
         *     if that is not known
         */
        void renew();

        /** Gives it up at once. If that fails it ends with its term. */
        void release();
    }
}
