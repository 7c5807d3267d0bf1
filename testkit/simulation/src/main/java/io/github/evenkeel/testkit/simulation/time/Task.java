package io.github.evenkeel.testkit.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Task on a thread of its own, which runs while it has the baton. All fields but {@link #turn} belong to the thread
 * with the baton.
 */
final class Task {
    final String name;
    final Runnable body;

    /** The process that it belongs to; null for the simulation's own. */
    final @Nullable Runner runner;

    final List<Task> joiners = new ArrayList<>(1);

    @Nullable
    Thread thread;

    /** Counts the waits: a wake-up call for an earlier wait is void. */
    long ticket;

    boolean waiting;
    boolean ended;
    boolean doomed;

    /** Waits for something that goes on while its process stands still, such as a request on its way. */
    boolean onTheWire;

    /** When the call that it makes is given up, in nanoseconds since the beginning. */
    long deadline = Long.MAX_VALUE;

    /** What it does while it waits for that call; null if it makes none. */
    @Nullable
    Meanwhile meanwhile;

    /** Whether it was given up. */
    boolean expired;

    boolean interrupted;
    private volatile boolean turn;

    Task(String name, Runnable body, @Nullable Runner runner) {
        this.name = name;
        this.body = body;
        this.runner = runner;
    }

    /** Gives it the baton; the caller has it no longer. */
    void hand() {
        turn = true;
        LockSupport.unpark(thread);
    }

    /** To be called by its own thread. */
    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
            }
        }
        turn = false;
    }
}
