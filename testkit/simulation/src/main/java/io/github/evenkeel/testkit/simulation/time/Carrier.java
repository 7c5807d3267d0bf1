package io.github.evenkeel.testkit.simulation.time;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reusable thread: a roll needs dozens one after the other, and a new thread would cost more than its work. A daemon
 * that ends after it has been idle for a while.
 */
final class Carrier extends Thread {
    private static final String NAME = "evenkeel-simulation";
    private static final ConcurrentLinkedDeque<Carrier> IDLE = new ConcurrentLinkedDeque<>();
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private volatile @Nullable Runnable work;

    private Carrier(Runnable first) {
        super(NAME);
        setDaemon(true);
        work = first;
    }

    /** Has a thread that is idle, or a new one, run it. Returns at once. */
    static void carry(Runnable work) {
        if (TaskThreads.areVirtual()) {
            TaskThreads.named(NAME).newThread(work).start();
            return;
        }
        Carrier idle = IDLE.pollFirst();
        if (idle == null) {
            new Carrier(work).start();
        } else {
            idle.work = work;
            LockSupport.unpark(idle);
        }
    }

    @Override
    public void run() {
        Runnable next = work;
        while (next != null) {
            work = null;
            next.run();
            IDLE.addFirst(this);
            next = awaitWork();
        }
    }

    private @Nullable Runnable awaitWork() {
        long idleSince = System.nanoTime();
        while (work == null) {
            LockSupport.parkNanos(this, IDLE_NANOS);
            // The thread that removes it from the list either ends it or uses it, never both.
            if (work == null && System.nanoTime() - idleSince > IDLE_NANOS && IDLE.remove(this)) {
                return null;
            }
        }
        return work;
    }
}
