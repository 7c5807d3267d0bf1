package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.util.function.Supplier;

/**
 * Requests to a run, as they concern one of its tasks: what is uncancellable here may be cancelled in another task.
 *
 * <p>Requests may come from any thread; the sections are those of the task's own thread.
 */
final class TaskControl {
    private final RunControl run;
    private final Scheduler.Signal signal;
    private volatile boolean unwinding;
    private volatile boolean afterwards;
    private boolean uncancellable;
    private boolean unpausable;

    TaskControl(RunControl run) {
        this.run = run;
        signal = run.newSignal();
    }

    RunControl run() {
        return run;
    }

    Scheduler.Signal signal() {
        return signal;
    }

    /** Requests the end of this task alone. */
    void unwind() {
        unwinding = true;
        signal.signal();
    }

    /** Has no request reach the task: it puts back what the run has done. */
    void putsBack() {
        afterwards = true;
        uncancellable = true;
    }

    /** The task has ended: requests reach it no longer. */
    void leave() {
        run.forget(signal);
    }

    /** Whether the task is to end where it can be cancelled. */
    boolean isToUnwind() {
        return !afterwards && (run.cancelled() || unwinding);
    }

    /** Whether the task is to pause, now or at the end of an unpausable section. */
    boolean pauseIsRequested() {
        return run.paused() && !uncancellable && !isToUnwind();
    }

    /** Whether a pause takes effect now. */
    boolean isToPause() {
        return pauseIsRequested() && !unpausable;
    }

    boolean mayGoOn() {
        return uncancellable || !(isToUnwind() || isToPause() || run.isOver());
    }

    boolean isUncancellable() {
        return uncancellable;
    }

    /** Runs what must not be left half done. */
    void uncancellable(Runnable work) {
        section(true, work);
    }

    /** Runs it so that a cancel takes effect in spite of an uncancellable section around it. */
    void cancellable(Runnable work) {
        section(false, work);
    }

    private void section(boolean shielded, Runnable work) {
        boolean before = uncancellable;
        uncancellable = shielded || afterwards;
        try {
            work.run();
        } finally {
            uncancellable = before;
        }
    }

    /** Does what other tasks wait for: a pause takes effect after it. */
    <T> T unpausable(Supplier<T> work) {
        boolean before = unpausable;
        unpausable = true;
        try {
            return work.get();
        } finally {
            unpausable = before;
        }
    }
}
