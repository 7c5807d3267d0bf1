package io.github.evenkeel.testkit.nodes;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all agents: one that runs timers and must never block, and a few for calls to the API server. All are
 * daemons. What is handed over after {@link #close} is dropped.
 */
final class AgentThreads implements AutoCloseable {
    private static final int CALLS_AT_ONCE = 6;

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, daemons("node-timers"));
    private final ExecutorService calls = Executors.newFixedThreadPool(CALLS_AT_ONCE, daemons("node-calls"));

    AgentThreads() {
        timers.setRemoveOnCancelPolicy(true);
    }

    /** Runs the action on the timer thread. What it returns takes the action back if it has not begun. */
    Runnable after(Duration delay, Runnable action) {
        try {
            var timer = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Runs the action on the timer thread soon. */
    void soon(Runnable action) {
        after(Duration.ZERO, action);
    }

    /** Runs an action that may wait for the API server. */
    void call(Runnable action) {
        try {
            calls.execute(action);
        } catch (RejectedExecutionException closed) {
            // The agents are closed: the call is no longer needed.
        }
    }

    @Override
    public void close() {
        timers.shutdownNow();
        calls.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
