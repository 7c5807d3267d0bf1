package io.github.evenkeel.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * The one place where time passes: nothing else in this library sleeps, reads a clock or starts a thread.
 *
 * <p>Implement it to run an upgrade on virtual time. All methods may be called from any thread.
 */
public interface Timeline {
    /** The time of day, for people and reports. It may jump; durations are never computed from it. */
    Instant now();

    /** Time since a fixed moment, which never runs backwards. */
    Duration elapsed();

    /** A random part of {@code atMost}, so that many runners do not call in step. */
    Duration jitter(Duration atMost);

    /** Makes a bell. */
    Bell bell();

    /** Runs {@code task} beside its caller until it ends. */
    Running start(String name, Runnable task);

    /** Wakes those who wait. */
    interface Bell {
        /** Counts the rings so far: read it, look at the world, then {@link #await} a ring after it. */
        long rings();

        /** Wakes everybody who waits for this bell. Returns at once. */
        void ring();

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
