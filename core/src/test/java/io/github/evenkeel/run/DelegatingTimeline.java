package io.github.evenkeel.run;

import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.time.Instant;

/** Virtual time, for tests that have parts of it behave in another way. */
public class DelegatingTimeline implements Timeline {
    private final VirtualTimeline virtual;

    public DelegatingTimeline() {
        this(new VirtualTimeline());
    }

    public DelegatingTimeline(VirtualTimeline virtual) {
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
    public Bell bell() {
        return virtual.bell();
    }

    @Override
    public Running start(String name, Runnable task) {
        return virtual.start(name, task);
    }
}
