package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** Virtual time, for tests that have parts of it behave in another way. */
public class DelegatingScheduler implements Scheduler {
    private final VirtualScheduler virtual;

    public DelegatingScheduler() {
        this(new VirtualScheduler());
    }

    public DelegatingScheduler(VirtualScheduler virtual) {
        this.virtual = virtual;
    }

    @Override
    public Instant now() {
        return virtual.now();
    }

    @Override
    public Duration elapsed() {
        return virtual.elapsed();
    }

    @Override
    public Duration jitter(Duration atMost) {
        return virtual.jitter(atMost);
    }

    @Override
    public Signal newSignal() {
        return virtual.newSignal();
    }

    @Override
    public Running start(String name, Runnable task) {
        return virtual.start(name, task);
    }
}
