package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Scheduler on the system's clock, with daemon threads. */
public final class SystemScheduler implements Scheduler {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public Duration jitter(Duration atMost) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(atMost.toNanos() + 1));
    }

    @Override
    public Signal newSignal() {
        return new MonitorBell();
    }

    @Override
    public Running start(String name, Runnable task) {
        LogContext context = LogContext.ofThread();
        Thread thread = new Thread(() -> context.during(task), name);
        thread.setDaemon(true);
        thread.start();
        return atMost -> {
            if (atMost.isZero()) {
                return !thread.isAlive();
            }
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos(atMost));
            return !thread.isAlive();
        };
    }

    /** More than can be counted is as good as for ever. */
    private static long nanos(Duration time) {
        return time.compareTo(FOR_EVER) < 0 ? time.toNanos() : FOR_EVER.toNanos();
    }

    private static final class MonitorBell implements Signal {
        private long rings;

        @Override
        public synchronized long signals() {
            return rings;
        }

        @Override
        public synchronized void signal() {
            rings++;
            notifyAll();
        }

        @Override
        public synchronized void await(long seen, Duration atMost) throws InterruptedException {
            long left = nanos(atMost);
            long end = System.nanoTime() + left;
            while (rings <= seen && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        }
    }
}
