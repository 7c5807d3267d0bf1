package io.github.evenkeel.run;

import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of another party's code, on a thread apart, so that its caller can stop waiting for it.
 *
 * <p>An interrupt of the caller reaches the call, too. A call that is given up is interrupted, and its thread is left
 * to itself. Used by one caller, once.
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
    public boolean endsWithin(Duration atMost, Timeline timeline, String threadName) {
        boolean inTime = beside(atMost, timeline, threadName, this);
        if (!inTime) {
            giveUp();
        }
        return inTime;
    }

    private boolean beside(Duration atMost, Timeline timeline, String threadName, Runnable task) {
        try {
            return timeline.runWithin(atMost, threadName, task, this::interrupt);
        } catch (OutOfMemoryError e) {
            // What the call throws is kept for get(): this is a thread that could not be had.
            throw new NoThreadException(e);
        }
    }

    /**
     * The same.
     *
     * @param usual after so long without an end {@code late} is run, and the wait goes on
     */
    public boolean endsWithin(Duration atMost, Duration usual, Runnable late, Timeline timeline, String threadName) {
        if (usual.compareTo(atMost) >= 0) {
            return endsWithin(atMost, timeline, threadName);
        }
        Timeline.Bell end = timeline.bell();
        long before = end.rings();
        Runnable task = () -> {
            run();
            end.ring();
        };
        boolean inTime = beside(usual, timeline, threadName, task) || ended();
        if (!inTime) {
            late.run();
            inTime = rings(end, before, atMost.minus(usual), timeline);
        }
        if (!inTime) {
            giveUp();
        }
        return inTime;
    }

    private boolean rings(Timeline.Bell end, long before, Duration atMost, Timeline timeline) {
        Duration last = timeline.elapsed().plus(atMost);
        boolean interruptAgain = false;
        try {
            while (!ended()) {
                Duration left = last.minus(timeline.elapsed());
                if (left.isNegative() || left.isZero()) {
                    return false;
                }
                try {
                    end.await(before, left);
                } catch (InterruptedException e) {
                    interruptAgain = true;
                    interrupt();
                }
            }
            return true;
        } finally {
            if (interruptAgain) {
                Thread.currentThread().interrupt();
            }
        }
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
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
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
