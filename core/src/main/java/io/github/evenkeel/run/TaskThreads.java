package io.github.evenkeel.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Controls of the threads of one task: of its own, and of those that work beside it for a while. */
final class TaskThreads {
    private final TaskControl own;
    private final Map<Thread, TaskControl> beside = new ConcurrentHashMap<>();
    private volatile boolean interrupted;

    TaskThreads(TaskControl own) {
        this.own = own;
    }

    TaskControl own() {
        return own;
    }

    /** That of the thread that calls. */
    TaskControl current() {
        return beside.getOrDefault(Thread.currentThread(), own);
    }

    /** Has this thread work with a control of its own, until that has ended. */
    void work(TaskControl control, Runnable work) {
        beside.put(Thread.currentThread(), control);
        try {
            work.run();
        } finally {
            beside.remove(Thread.currentThread());
        }
    }

    /** An interrupt has ended a wait of one of them. */
    void interrupted() {
        interrupted = true;
    }

    /** Gives the thread that calls the interrupt back; answers whether there was one. */
    boolean interruptAgain() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }
}
