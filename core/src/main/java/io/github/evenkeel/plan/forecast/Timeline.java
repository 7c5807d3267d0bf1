package io.github.evenkeel.plan.forecast;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time of a forecast: what is to happen happens in its order, and time passes from one thing to the next. */
final class Timeline {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));

    private Duration now = Duration.ZERO;
    private long added;

    /** @param number of two things at one time, the one that was added first comes first */
    private record Event(Duration at, long number, Runnable what) {}

    /** Time since the begin of the roll. */
    Duration now() {
        return now;
    }

    void after(Duration time, Runnable what) {
        at(now.plus(time), what);
    }

    void at(Duration moment, Runnable what) {
        events.add(new Event(moment.compareTo(now) < 0 ? now : moment, added++, what));
    }

    /** Has all happen, with all that comes of it. */
    void run() {
        while (!events.isEmpty()) {
            Event next = events.remove();
            now = next.at;
            next.what.run();
        }
    }
}
