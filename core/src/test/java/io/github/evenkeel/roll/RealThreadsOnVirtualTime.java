package io.github.evenkeel.roll;

import io.github.evenkeel.run.DelegatingTimeline;
import io.github.evenkeel.run.SystemTimeline;
import io.github.evenkeel.run.VirtualTimeline;
import java.time.Duration;
import java.util.List;

/** Virtual time for the roll, a real thread to run it on, and real waits for its callers. */
final class RealThreadsOnVirtualTime extends DelegatingTimeline {
    private final List<Thread> started;

    RealThreadsOnVirtualTime(VirtualTimeline virtual, List<Thread> started) {
        super(virtual);
        this.started = started;
    }

    @Override
    public Bell bell() {
        Bell real = new SystemTimeline().bell();
        Bell fake = super.bell();
        return new Bell() {
            @Override
            public long rings() {
                return real.rings();
            }

            @Override
            public void ring() {
                real.ring();
                fake.ring();
            }

            @Override
            public void await(long seen, Duration atMost) throws InterruptedException {
                if (Thread.currentThread().getName().equals("evenkeel-roll")) {
                    fake.await(seen, atMost);
                } else {
                    real.await(seen, atMost);
                }
            }
        };
    }

    @Override
    public Running start(String name, Runnable task) {
        return new SystemTimeline().start(name, () -> {
            started.add(Thread.currentThread());
            task.run();
        });
    }
}
