package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * Source of time and threads: nothing else in this library sleeps, reads a clock or starts a thread.
 *
 * <p>Implement it to run an upgrade on virtual time. All methods may be called from any thread.
 */
public interface Scheduler {
    /** The time of day, for reports. It may jump; durations are never computed from it. */
    Instant now();

    /** Time since a fixed moment, which never runs backwards. */
    Duration elapsed();

    /** A random part of {@code atMost}, so that many processes do not call at the same moment. */
    Duration jitter(Duration atMost);

    /** Creates a signal. */
    Signal newSignal();

    /** Runs {@code task} on another thread until it ends. */
    Running start(String name, Runnable task);

    /**
     * Runs {@code task} on another thread, and waits for its end up to a limit. A task that has not ended by then
     * continues. If the waiting thread is interrupted, it continues to wait, and has its interrupt flag set afterwards.
     *
     * <p>On virtual time, override it to run the task on the caller's thread.
     *
     * @param interrupted run for each interrupt of the waiting thread, to pass it on
     * @param interval how often to run {@code meanwhile} on the waiting thread, while the task has not ended
     * @return whether the task ended in time, however it ended
     */
    default boolean runWithin(
            Duration atMost, String name, Runnable task, Runnable interrupted, Duration interval, Runnable meanwhile) {
        Running running = start(name, task);
        Duration end = elapsed().plus(atMost);
        boolean interruptAgain = false;
        try {
            while (true) {
                Duration left = end.minus(elapsed());
                boolean last = left.compareTo(interval) <= 0;
                try {
                    boolean ended = running.join(last ? left.isNegative() ? Duration.ZERO : left : interval);
                    if (ended || last) {
                        return ended;
                    }
                    meanwhile.run();
                } catch (InterruptedException e) {
                    interruptAgain = true;
                    interrupted.run();
                }
            }
        } finally {
            if (interruptAgain) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Wakes waiting threads. */
    interface Signal {
        /** The number of signals so far: read it, read the state, then {@link #await} a later signal. */
        long signals();

        /** Wakes all threads that wait for this signal. Returns at once. */
        void signal();

        /**
         * Returns once there have been more than {@code seen} signals, or after {@code atMost}.
         *
         * @throws InterruptedException if the thread is interrupted meanwhile
         */
        void await(long seen, Duration atMost) throws InterruptedException;
    }

    /** A started task. */
    interface Running {
        /**
         * Waits for its end, however it ended.
         *
         * @return whether it ended in time
         * @throws InterruptedException if the thread is interrupted meanwhile
         */
        boolean join(Duration atMost) throws InterruptedException;
    }
}
