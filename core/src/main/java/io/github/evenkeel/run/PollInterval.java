package io.github.evenkeel.run;

import java.time.Duration;

/**
 * Time between two polls of the same wait: a fraction of the wait so far. What takes seconds is noticed soon, and what
 * takes minutes is not asked for in vain.
 *
 * @param longest time between two polls
 */
record PollInterval(Duration longest) {
    private static final Duration SHORTEST = Duration.ofMillis(125);
    private static final int FRACTION = 40;

    /**
     * The time until the next poll.
     *
     * @param apart least time between two polls of this wait
     */
    Duration after(Duration waited, Duration apart) {
        return shorter(longest, longer(longer(SHORTEST, apart), Duration.ofNanos(waited.toNanos() / FRACTION)));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
