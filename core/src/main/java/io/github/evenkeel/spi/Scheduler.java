package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * The one place where time passes: nothing else in this library sleeps, reads a clock or starts a thread.
 *
 * <p>Implement it to run an upgrade on virtual time. All methods may be called from any thread.
 */
public interface Scheduler {
    /** The time of day, for people and reports. It may jump; durations are never computed from it. */
    Instant now();

    /** Time since a fixed moment, which never runs backwards. */
    Duration elapsed();

    /** A random part of {@code atMost}, so that many runners do not call in step. */
    Duration jitter(Duration atMost);

    /** Makes a bell. */
    Signal newSignal();

    /** Runs {@code task} beside its caller until it ends. */
    Running start(String name, Runnable task);

    /**
     * Runs {@code task} beside its caller, who waits for its end, but not longer than told. A task that has not ended
     * by then goes on by itself. If the waiting thread is interrupted, the wait goes on, and the thread has its
     * interrupt flag afterwards.
     *
     * <p>On virtual time, override it to run the task on the caller's thread.
     *
     * @param interrupted run for each interrupt of the waiting thread, to hand it on
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

    /** Wakes those who wait. */
    interface Signal {
        /** Counts the rings so far: read it, look at the world, then {@link #await} a ring after it. */
        long signals();

        /** Wakes everybody who waits for this bell. Returns at once. */
        void signal();

        /**
         * Returns once the bell has been rung more often than {@code seen} times, or after {@code atMost}.
         *
         * @throws InterruptedException if the thread is interrupted meanwhile
         */
        void await(long seen, Duration atMost) throws InterruptedException;
    }

    /** Something that was started. */
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
