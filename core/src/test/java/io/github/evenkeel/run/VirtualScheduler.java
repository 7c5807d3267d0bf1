package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** Virtual time, which passes only while a caller waits; all tasks run on the caller's thread, at once. */
public final class VirtualScheduler implements Scheduler {
    private Duration elapsed = Duration.ofDays(365);
    private Duration ahead = Duration.ZERO;

    /** The whole process is stopped for a while: time passes, and nothing of it hears. */
    public void sleep(Duration time) {
        elapsed = elapsed.plus(time);
    }

    /** Suspends the process: time passes, and no task notices. */
    public void standStill(Duration time) {
        elapsed = elapsed.plus(time);
    }

    /** The machine is suspended, or its clock is set: the time of day goes on, and nothing else does. */
    public void suspend(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plus(elapsed).plus(ahead);
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public Duration jitter(Duration atMost) {
        return atMost;
    }

    @Override
    public Signal newSignal() {
        return new Signal() {
            private long signals;

            @Override
            public long signals() {
                return signals;
            }

            @Override
            public void signal() {
                signals++;
            }

            @Override
            public void await(long seen, Duration atMost) throws InterruptedException {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (signals <= seen) {
                    elapsed = elapsed.plus(atMost);
                }
            }
        };
    }

    @Override
    public Running start(String name, Runnable task) {
        task.run();
        return atMost -> true;
    }
}
