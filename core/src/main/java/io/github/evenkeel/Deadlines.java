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

    private final Duration request;
    private final Duration probe;
    private final Duration preview;

    private Deadlines(Duration request, Duration probe, Duration preview) {
        this.request = request;
        this.probe = probe;
        this.preview = preview;
    }

    /** The defaults. */
    public static Deadlines defaults() {
        return new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofMinutes(1));
    }

    /**
     * For one request to a service: one call to a port has that time, and one that returns a list, which may have
     * several pages, five times that. A renewal of a lock has a quarter of the lock's term, if that is less. By default
     * 60 s.
     */
    public Duration request() {
        return request;
    }

    /**
     * The same with another deadline for a request.
     *
     * @param atMost positive, an hour at most
     */
    public Deadlines withRequest(Duration atMost) {
        return new Deadlines(checked("request", atMost), probe, preview);
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
        return new Deadlines(request, checked("probe", atMost), preview);
    }

    /**
     * For a preview to bear services that do not answer; after that it gives up with what the last one said, which may
     * take one request longer. {@link Timing#patience()} holds as well. By default 1 min.
     */
    public Duration preview() {
        return preview;
    }

    /**
     * The same with another limit for a preview.
     *
     * @param atMost positive, an hour at most
     */
    public Deadlines withPreview(Duration atMost) {
        return new Deadlines(request, probe, checked("preview", atMost));
    }

    private static Duration checked(String name, Duration duration) {
        if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the deadline '" + name + "' is " + duration + "; needed is " + LEAST + " to " + MOST);
        }
        return duration;
    }
}
