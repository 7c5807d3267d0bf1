package io.github.evenkeel.testkit.services;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a task once at the earliest time for which it was asked since it ran last. Thread-safe. */
final class Alarm {
    private final ScheduledExecutorService executor;
    private final Runnable task;
    private @Nullable ScheduledFuture<?> next;

    Alarm(ScheduledExecutorService executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    /** The task runs within that time. Nothing happens once the executor is shut down. */
    synchronized void within(Duration delay) {
        if (next != null && !next.isDone()) {
            if (next.getDelay(TimeUnit.NANOSECONDS) <= delay.toNanos()) {
                return;
            }
            next.cancel(false);
        }
        try {
            next = executor.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // What is asked for after the end is no longer needed.
        }
    }

    private void run() {
        synchronized (this) {
            next = null;
        }
        task.run();
    }
}
