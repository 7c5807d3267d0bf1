package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Call of foreign code on a separate thread, so that the caller can stop to wait for it.
 *
 * <p>An interrupt of the caller is passed to the call. An abandoned call is interrupted, and its thread may run on.
 * Used by one caller, once.
 */
public final class LimitedCall<T> implements Runnable {
    private final Supplier<T> call;
    private @Nullable T result;
    private @Nullable Throwable thrown;
    private @Nullable Thread thread;
    private boolean begun;
    private boolean ended;
    private boolean givenUp;
    private boolean interrupted;

    public LimitedCall(Supplier<T> call) {
        this.call = call;
    }

    /**
     * Makes the call and waits for its end.
     *
     * @return whether it ended in time, with a result or with something thrown
     * @throws NoThreadException if it was not made
     */
    public boolean endsWithin(Duration atMost, Scheduler scheduler, String threadName) {
        return endsWithin(atMost, atMost, () -> {}, scheduler, threadName);
    }

    /**
     * The same.
     *
     * @param meanwhile run on the caller's thread each time that {@code interval} has passed without an end
     */
    public boolean endsWithin(
            Duration atMost, Duration interval, Runnable meanwhile, Scheduler scheduler, String threadName) {
        boolean inTime = false;
        try {
            inTime = scheduler.runWithin(atMost, threadName, this, this::interrupt, interval, meanwhile);
        } catch (OutOfMemoryError e) {
            // What the call throws is kept for get(): this is a thread that could not be had.
            throw new NoThreadException(e);
        } finally {
            if (!inTime) {
                giveUp();
            }
        }
        return inTime;
    }

    /** Whether it has been made: one that is given up before it begins is never made. */
    public synchronized boolean hasBegun() {
        return begun;
    }

    /** Whether it has ended by now. */
    public synchronized boolean ended() {
        return ended;
    }

    /** What it returned; throws what it threw. Only once it has ended. */
    public synchronized T get() {
        KeptFailure.rethrow(thrown);
        if (thrown != null) {
            // Languages other than Java throw checked exceptions where none are declared.
            throw new IllegalStateException(thrown.toString(), thrown);
        }
        if (result == null) {
            throw new IllegalStateException("the call has given no result");
        }
        return result;
    }

    @Override
    public void run() {
        T returned = null;
        Throwable failure = null;
        if (!begins()) {
            return;
        }
        try {
            returned = call.get();
        } catch (Throwable e) { // whatever it is, the caller gets it
            failure = e;
        }
        ends(returned, failure);
    }

    private synchronized boolean begins() {
        if (givenUp) {
            ended = true;
            return false;
        }
        begun = true;
        thread = Thread.currentThread();
        if (interrupted) {
            thread.interrupt();
        }
        return true;
    }

    private synchronized void ends(@Nullable T returned, @Nullable Throwable failure) {
        thread = null;
        result = returned;
        thrown = failure;
        ended = true;
    }

    private synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized void giveUp() {
        givenUp = true;
        interrupt();
    }
}
