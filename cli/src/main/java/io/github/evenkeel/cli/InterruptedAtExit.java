package io.github.evenkeel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/**
 * Runs something that can be interrupted: it is when the process is told to end, by Ctrl-C or SIGTERM, and the process
 * ends only when it is done.
 */
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
