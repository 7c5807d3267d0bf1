package io.github.evenkeel.plan.forecast;

import java.util.ArrayDeque;
import java.util.Deque;

/** Nodes that were added to a pool: those that are free, and the nodes that wait for one. */
final class SurgeNodes {
    private final Timeline time;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;
    private int stillToMake;

    /**
     * Of a pool with so many.
     *
     * @param stillToMake how many deletions have the pool make another one
     */
    SurgeNodes(Timeline time, int added, int stillToMake) {
        this.time = time;
        free = added;
        this.stillToMake = stillToMake;
    }

    void take(Runnable then) {
        if (free > 0) {
            free--;
            then.run();
        } else {
            waiting.add(then);
        }
    }

    /** Whether the deletion of a node has the pool make another one. */
    boolean makesAnother() {
        return stillToMake-- > 0;
    }

    /** One has become ready. */
    void joins() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            time.at(time.now(), next);
        }
    }
}
