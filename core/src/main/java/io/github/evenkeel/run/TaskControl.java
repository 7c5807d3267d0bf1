package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a run, as they concern one of its tasks: what is uncancellable here may be cancelled in another task.
 *
 * <p>Requests may come from any thread; the sections are those of one thread: the task's own, or one {@link #beside}
 * it.
 */
final class TaskControl {
    private final RunControl run;
    private final @Nullable TaskControl of;
    private final Scheduler.Signal signal;
    private final List<TaskControl> beside = new CopyOnWriteArrayList<>();
    private volatile boolean unwinding;
    private volatile boolean afterwards;
    private boolean uncancellable;
    private boolean unpausable;
    private Duration pausedSoFar = Duration.ZERO;
    private String waitsFor = "";

    TaskControl(RunControl run) {
        this(run, null);
    }

    private TaskControl(RunControl run, @Nullable TaskControl of) {
        this.run = run;
        this.of = of;
        signal = run.newSignal();
    }

    /** Of another thread that works on the same task; what this one must not leave half done, that one must not. */
    TaskControl beside() {
        TaskControl task = of == null ? this : of;
        TaskControl other = new TaskControl(run, task);
        other.uncancellable = uncancellable;
        other.afterwards = afterwards;
        other.pausedSoFar = pausedSoFar;
        task.beside.add(other);
        return other;
    }

    RunControl run() {
        return run;
    }

    /** How long the thread was paused. */
    Duration pausedSoFar() {
        return pausedSoFar;
    }

    void paused(Duration time) {
        pausedSoFar = pausedSoFar.plus(time);
    }

    /** Whether that is another thing than the last one that a thread beside the task's own has waited for. */
    boolean isNews(String what) {
        boolean news = of == null || !what.equals(waitsFor);
        waitsFor = what;
        return news;
    }

    Scheduler.Signal signal() {
        return signal;
    }

    /** Requests the end of this task alone. */
    void unwind() {
        unwinding = true;
        wake();
    }

    /** Has all threads of the task look again. */
    void wake() {
        signal.signal();
        beside.forEach(TaskControl::wake);
    }

    /** Has no request reach the task: it puts back what the run has done. */
    void putsBack() {
        afterwards = true;
        uncancellable = true;
    }

    /** The task, or this thread of it, has ended: requests reach it no longer. */
    void leave() {
        run.forget(signal);
        if (of != null) {
            of.beside.remove(this);
        }
    }

    /** Whether the task is to end where it can be cancelled. */
    boolean isToUnwind() {
        return !afterwards && (run.cancelled() || unwinding || (of != null && of.unwinding));
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
