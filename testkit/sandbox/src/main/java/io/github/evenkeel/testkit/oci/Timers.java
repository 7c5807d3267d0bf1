package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs delayed work on one daemon thread, so that it runs one after the other. */
final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final ScheduledThreadPoolExecutor executor;

    Timers() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "oci-emulator");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void after(Duration delay, Runnable task) {
        try {
            // run logs failures; the result is not needed
            var unused = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The emulator is closed: nothing happens any more.
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error(
                    "the OCI emulator failed at what was due: {}",
                    broken.getClass().getName(),
                    broken);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
