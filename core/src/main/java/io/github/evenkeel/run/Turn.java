package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Queue of a run's tasks for what one of them may do at a time, such as a change of a load balancer. Those of lower
 * rank go first, and those of one rank take turns in the order in which they came, but for those that had the turn and
 * gave it up to wait for something else.
 *
 * <p>Thread-safe. No monitor is held during a turn. A turn can't be taken within the same turn.
 */
public final class Turn {
    private static final Duration LONG = Duration.ofHours(1);

    private final List<Place> queue;
    private final int rank;

    /** For tasks that take turns in the order in which they came. */
    public Turn() {
        this(new ArrayList<>(), 0);
    }

    private Turn(List<Place> queue, int rank) {
        this.queue = queue;
        this.rank = rank;
    }

    /** The same queue, for tasks of a rank: those of lower ranks go before them, whenever they come. */
    public Turn ofRank(int its) {
        return new Turn(queue, its);
    }

    /** Place of a thread in the queue. Two places are never equal. */
    private static final class Place {
        private final Scheduler.Signal signal;
        private final boolean isAgain;
        private final int rank;
        private final Thread thread = Thread.currentThread();

        Place(Scheduler.Signal signal, boolean isAgain, int rank) {
            this.signal = signal;
            this.isAgain = isAgain;
            this.rank = rank;
        }

        private boolean goesBefore(Place other) {
            return isAgain == other.isAgain ? rank < other.rank : isAgain;
        }
    }

    /**
     * Waits for the turn and does the work. A cancel or a pause takes effect during the wait; a pause that is requested
     * during the work takes effect after it, as other tasks wait for its end.
     *
     * @param waits of the task
     * @param what is waited for, for people
     */
    public <T> T take(Waits waits, String what, Supplier<T> work) {
        return take(waits, what, work, new Place(waits.signal(), false, rank));
    }

    /** The same for work without a result. */
    public void run(Waits waits, String what, Runnable work) {
        var unused = take(waits, what, () -> {
            work.run();
            return true;
        });
    }

    /**
     * The same for a task that had the turn, and gave it up to wait for something that lasts for a short time only: it
     * goes before the others that wait.
     */
    public <T> T takeAgain(Waits waits, String what, Supplier<T> work) {
        return take(waits, what, work, new Place(waits.signal(), true, rank));
    }

    private <T> T take(Waits waits, String what, Supplier<T> work, Place place) {
        try {
            await(waits, what, place);
            return waits.unpausable(work);
        } finally {
            leave(place);
        }
    }

    /** A task that is paused leaves the queue, so that others can go on. */
    private void await(Waits waits, String what, Place place) {
        join(place);
        while (true) {
            long seen = place.signal.signals();
            if (isFirst(place)) {
                return;
            }
            if (waits.mayGoOn()) {
                waits.awaitSignal(what, seen);
            } else {
                leave(place);
                waits.checkCancelled();
                join(place);
            }
        }
    }

    /**
     * The same for work that comes up during a wait of any kind: neither a cancel nor a pause ends the wait for the
     * turn. It is left out if this thread has the turn or waits for it, or is interrupted.
     */
    public void takeDuringWait(Scheduler scheduler, Runnable work) {
        if (hasPlace(Thread.currentThread())) {
            return;
        }
        Place place = new Place(scheduler.newSignal(), false, rank);
        join(place);
        try {
            while (!isFirst(place)) {
                long seen = place.signal.signals();
                if (!isFirst(place)) {
                    place.signal.await(seen, LONG);
                }
            }
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(place);
        }
    }

    private boolean hasPlace(Thread thread) {
        synchronized (queue) {
            return queue.stream().anyMatch(place -> place.thread == thread);
        }
    }

    private void join(Place place) {
        synchronized (queue) {
            int behind = queue.size();
            while (behind > 1 && place.goesBefore(queue.get(behind - 1))) { // the first one may have the turn
                behind--;
            }
            queue.add(behind, place);
        }
    }

    private boolean isFirst(Place place) {
        synchronized (queue) {
            return !queue.isEmpty() && queue.get(0) == place;
        }
    }

    /** Gives up the place or the turn; without effect if it has none. */
    private void leave(Place place) {
        Place next = remove(place);
        if (next != null) {
            next.signal.signal();
        }
    }

    private @Nullable Place remove(Place place) {
        synchronized (queue) {
            queue.remove(place);
            return queue.isEmpty() ? null : queue.get(0);
        }
    }
}
