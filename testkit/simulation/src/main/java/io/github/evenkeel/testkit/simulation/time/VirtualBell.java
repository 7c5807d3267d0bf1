package io.github.evenkeel.testkit.simulation.time;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wakes tasks at the time at which it is rung. */
final class VirtualBell implements Scheduler.Signal {
    private final VirtualTime time;
    private final List<Task> waiting = new ArrayList<>(2);
    private long rings;

    VirtualBell(VirtualTime time) {
        this.time = time;
    }

    @Override
    public long signals() {
        return rings;
    }

    @Override
    public void signal() {
        rings++;
        waiting.forEach(time::wake);
        waiting.clear();
    }

    @Override
    public void await(long seen, Duration atMost) throws InterruptedException {
        if (rings > seen || atMost.isZero() || atMost.isNegative()) {
            time.idled();
            return;
        }
        Task me = time.current();
        waiting.add(me);
        try {
            time.sleepUninterrupted(atMost.toNanos());
        } finally {
            waiting.remove(me);
        }
        if (me.interrupted) {
            me.interrupted = false;
            throw new InterruptedException();
        }
    }
}
