package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to a run, by any thread: to end, to pause, to resume, to poll again. All waits of the run respect them. */
final class RunControl {
    private final Scheduler scheduler;
    private final Scheduler.Signal signal;
    private volatile boolean cancelled;
    private volatile boolean paused;
    private volatile boolean stopped;
    private volatile @Nullable Duration end;
    private volatile Duration limit = Duration.ZERO;
    private volatile Tick tick = new Tick(Duration.ofHours(1), () -> {});

    RunControl(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.signal = scheduler.newSignal();
    }

    /** Periodic work during waits, with its longest interval. */
    record Tick(Duration interval, Runnable work) {}

    Scheduler.Signal signal() {
        return signal;
    }

    void cancel() {
        cancelled = true;
        signal.signal();
    }

    boolean cancelled() {
        return cancelled;
    }

    /** A run that is to stop finishes what it has begun, and does not pause. */
    void pause() {
        paused = !stopped;
        signal.signal();
    }

    void stop() {
        stopped = true;
        paused = false;
        signal.signal();
    }

    boolean stopped() {
        return stopped;
    }

    void resume() {
        paused = false;
        signal.signal();
    }

    boolean paused() {
        return paused;
    }

    void endWithin(Duration time, Duration spent) {
        limit = time;
        end = scheduler.elapsed().plus(time).minus(spent);
    }

    boolean isOver() {
        Duration last = end;
        return last != null && scheduler.elapsed().compareTo(last) >= 0;
    }

    /** The time for the whole run. */
    Duration limit() {
        return limit;
    }

    void onTick(Duration interval, Runnable work) {
        tick = new Tick(interval, work);
    }

    Tick tick() {
        return tick;
    }
}
