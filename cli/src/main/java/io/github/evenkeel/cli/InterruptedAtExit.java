package io.github.evenkeel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** Runs a task that Ctrl-C or SIGTERM interrupts; the process exits only when the task has ended. */
final class InterruptedAtExit {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread works = Thread.currentThread();
    private final Thread hook = new Thread(this::interruptAndAwait);

    private InterruptedAtExit() {}

    /** Answers with what the body answers. */
    static int run(IntSupplier body) {
        InterruptedAtExit run = new InterruptedAtExit();
        Runtime.getRuntime().addShutdownHook(run.hook);
        try {
            return body.getAsInt();
        } finally {
            run.end();
        }
    }

    private void interruptAndAwait() {
        works.interrupt();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends already, and the hook with it
        }
    }
}
