package io.github.evenkeel.testkit.simulation.time;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Signal on virtual time: wakes waiting tasks at the time of the signal. */
final class VirtualSignal implements Scheduler.Signal {
    private final VirtualTime time;
    private final List<Task> waiting = new ArrayList<>(2);
    private long signals;

    VirtualSignal(VirtualTime time) {
        this.time = time;
    }

    @Override
    public long signals() {
        return signals;
    }

    @Override
    public void signal() {
        signals++;
        waiting.forEach(time::wake);
        waiting.clear();
    }

    @Override
    public void await(long seen, Duration atMost) throws InterruptedException {
        if (signals > seen || atMost.isZero() || atMost.isNegative()) {
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
