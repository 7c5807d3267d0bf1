package io.github.evenkeel;

import java.time.Duration;

/**
 * How long code and services of others may take to answer. Immutable.
 *
 * <p>No answer is never good news: what a call that was given up has done is not known, and is looked at.
 */
public final class Deadlines {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofHours(1);

    private final Duration probe;

    private Deadlines(Duration probe) {
        this.probe = probe;
    }

    /** The defaults. */
    public static Deadlines defaults() {
        return new Deadlines(Duration.ofSeconds(15));
    }

    /** For one look of a probe, all of it. By default 15 s. */
    public Duration probe() {
        return probe;
    }

    /**
     * The same with another deadline for a look of a probe.
     *
     * @param atMost positive, an hour at most
     */
    public Deadlines withProbe(Duration atMost) {
        return new Deadlines(checked("probe", atMost));
    }

    private static Duration checked(String name, Duration duration) {
        if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the deadline '" + name + "' is " + duration + "; needed is " + LEAST + " to " + MOST);
        }
        return duration;
    }
}
