package io.github.evenkeel.testkit.simulation.time;

import org.jspecify.annotations.Nullable;

/**
 * Event at a point in virtual time.
 *
 * @param at nanoseconds since the beginning
 * @param order random: among events at the same time, any may come first
 * @param serial breaks ties of the order
 * @param sleeper to wake; null if there is {@code work}
 * @param ticket number of the sleeper's wait
 * @param work to run; null if there is a sleeper
 */
record Moment(long at, int order, long serial, @Nullable Task sleeper, long ticket, @Nullable Runnable work)
        implements Comparable<Moment> {

    /** Whether the sleeper has been woken by something else meanwhile. */
    boolean stale() {
        return sleeper != null && !(sleeper.waiting && sleeper.ticket == ticket);
    }

    @Override
    public int compareTo(Moment other) {
        if (at != other.at) {
            return Long.compare(at, other.at);
        }
        return order != other.order ? Integer.compare(order, other.order) : Long.compare(serial, other.serial);
    }
}
