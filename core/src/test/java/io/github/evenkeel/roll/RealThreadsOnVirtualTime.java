package io.github.evenkeel.roll;

import io.github.evenkeel.run.DelegatingScheduler;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.run.VirtualScheduler;
import java.time.Duration;
import java.util.List;

/** Virtual time for the roll, a real thread to run it on, and real waits for its callers. */
final class RealThreadsOnVirtualTime extends DelegatingScheduler {
    private final List<Thread> started;

    RealThreadsOnVirtualTime(VirtualScheduler virtual, List<Thread> started) {
        super(virtual);
        this.started = started;
    }

    @Override
    public Signal newSignal() {
        Signal real = new SystemScheduler().newSignal();
        Signal fake = super.newSignal();
        return new Signal() {
            @Override
            public long signals() {
                return real.signals();
            }

            @Override
            public void signal() {
                real.signal();
                fake.signal();
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
        if (name.equals("evenkeel-node")) {
            return super.start(name, task); // on the thread of the roll
        }
        return new SystemScheduler().start(name, () -> {
            started.add(Thread.currentThread());
            task.run();
        });
    }
}
