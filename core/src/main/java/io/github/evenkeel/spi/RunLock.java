package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Lock that lets one run at a time work on a cluster. Each method is one call to the lock's store, and reads no clock:
 * the caller finds out whether a lock has expired by reading it twice.
 *
 * <p>Every failure is a {@link ServiceException}.
 */
public interface RunLock {
    /** The process that has the lock, or had it and did not release it. */
    Optional<Holder> holder();

    /**
     * Takes the lock.
     *
     * @param runner identity of the calling process, unique for each call and never used again
     * @param instead holder to take it from, as {@link #holder} returned it; empty for a free lock
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the holder is no longer that one
     */
    Held take(String runner, Optional<Holder> instead);

    /**
     * Immutable description of a lock's holder.
     *
     * @param runner identity of the process
     * @param mark opaque; differs after each renewal
     * @param term how long the lock is the runner's after a renewal
     */
    record Holder(String runner, String mark, Duration term) {}

    /** Lock that this process holds as long as it renews it in time. Used by one thread at a time. */
    interface Held {
        /**
         * How long this process holds the lock, counted from the start of the call that took or renewed it. No other
         * process can take it before that.
         */
        Duration term();

        /**
         * Renews the lock: its term starts anew.
         *
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if another process holds it now; any other
         *     outcome if that is not known
         */
        void renew();

        /** Releases the lock at once. If that fails, it ends with its term. */
        void release();
    }
}
