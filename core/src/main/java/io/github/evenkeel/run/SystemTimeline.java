package io.github.evenkeel.run;

import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time as it passes for everybody, and daemon threads. */
public final class SystemTimeline implements Timeline {
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
    public Bell bell() {
        return new MonitorBell();
    }

    @Override
    public Running start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return atMost -> {
            if (atMost.isZero()) {
                return !thread.isAlive();
            }
            TimeUnit.NANOSECONDS.timedJoin(thread, atMost.toNanos());
            return !thread.isAlive();
        };
    }

    private static final class MonitorBell implements Bell {
        private long rings;

        @Override
        public synchronized long rings() {
            return rings;
        }

        @Override
        public synchronized void ring() {
            rings++;
            notifyAll();
        }

        @Override
        public synchronized void await(long seen, Duration atMost) throws InterruptedException {
            long end = System.nanoTime() + atMost.toNanos();
            long left = atMost.toNanos();
            while (rings <= seen && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        }
    }
}
