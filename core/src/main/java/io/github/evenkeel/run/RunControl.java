package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Requests to a run, by any thread: to end, to pause, to resume, to poll again. All waits of the run respect them. */
final class RunControl {
    private final Scheduler scheduler;
    private final List<Scheduler.Signal> signals = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile boolean paused;
    private volatile boolean stopped;
    private volatile @Nullable Duration end;
    private volatile Duration limit = Duration.ZERO;
    private volatile Tick tick = new Tick(Duration.ofHours(1), () -> {});

    RunControl(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Periodic work during waits, with its longest interval. */
    record Tick(Duration interval, Runnable work) {}

    /** Creates the signal of one more scope: each request reaches all of them. */
    Scheduler.Signal newSignal() {
        Scheduler.Signal signal = scheduler.newSignal();
        signals.add(signal);
        return signal;
    }

    /** The scope has ended. */
    void forget(Scheduler.Signal signal) {
        signals.remove(signal);
    }

    /** Has all tasks look again. */
    void signal() {
        signals.forEach(Scheduler.Signal::signal);
    }

    void cancel() {
        cancelled = true;
        signal();
    }

    boolean cancelled() {
        return cancelled;
    }

    /** A run that is to stop finishes what it has begun, and does not pause. */
    void pause() {
        paused = !stopped;
        signal();
    }

    void stop() {
        stopped = true;
        paused = false;
        signal();
    }

    boolean stopped() {
        return stopped;
    }

    void resume() {
        paused = false;
        signal();
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

    /** @throws StepFailure if the time for the whole run is over */
    void requireTimeLeft() {
        if (isOver()) {
            throw new StepFailure(
                    "the run", new WaitCondition("the run", "ended", limit).expectedInTime(), "not ended");
        }
    }

    void onTick(Duration interval, Runnable work) {
        tick = new Tick(interval, work);
    }

    Tick tick() {
        return tick;
    }
}
