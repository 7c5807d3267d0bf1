package io.github.evenkeel.testkit.simulation.time;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens at a point in time.
 *
 * @param at nanoseconds since the beginning
 * @param order drawn: among things that happen at the same time, any may come first
 * @param serial tells two apart that drew the same
 * @param sleeper to be woken; null if {@code work} is to be done
 * @param ticket which of the sleeper's waits is meant
 * @param work to be done; null if there is a sleeper
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
