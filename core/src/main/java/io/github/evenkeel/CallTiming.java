package io.github.evenkeel;

import java.time.Duration;

/**
 * Immutable part of a {@link Timing}: how often a run polls, how long a call may take, and how long a run retries
 * failing calls.
 *
 * <p>A call that exceeds its limit may still take effect: the run reads the state before it continues.
 */
public final class CallTiming {
    private final Duration request;
    private final Duration probe;
    private final Duration preview;
    private final Duration poll;
    private final Duration probeInterval;
    private final Duration backoff;
    private final Duration patience;

    private CallTiming(
            Duration request,
            Duration probe,
            Duration preview,
            Duration poll,
            Duration probeInterval,
            Duration backoff,
            Duration patience) {
        this.request = request;
        this.probe = probe;
        this.preview = preview;
        this.poll = poll;
        this.probeInterval = probeInterval;
        this.backoff = backoff;
        this.patience = patience;
    }

    static CallTiming defaults() {
        return new CallTiming(
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10));
    }

    /**
     * The time for one request to a service. A call that returns a list, which may have several pages, has five times
     * that; a renewal of a lock has a quarter of the lock's term, if that is less. By default 60 s.
     */
    public Duration request() {
        return request;
    }

    /** The same with another time for a request, from 1 ms to an hour. */
    public CallTiming withRequest(Duration request) {
        return new CallTiming(
                TimingRule.deadline("request", request), probe, preview, poll, probeInterval, backoff, patience);
    }

    /** The time for one call of a probe. By default 15 s. */
    public Duration probe() {
        return probe;
    }

    /** The same with another time for a call of a probe, from 1 ms to an hour. */
    public CallTiming withProbe(Duration probe) {
        return new CallTiming(
                request, TimingRule.deadline("probe", probe), preview, poll, probeInterval, backoff, patience);
    }

    /**
     * How long a preview retries failing calls before it fails, at most one request later. It never waits longer than
     * {@link #patience()} either. By default 1 min.
     */
    public Duration preview() {
        return preview;
    }

    /** The same with another limit for a preview, from 1 ms to an hour. */
    public CallTiming withPreview(Duration preview) {
        return new CallTiming(
                request, probe, TimingRule.deadline("preview", preview), poll, probeInterval, backoff, patience);
    }

    /**
     * The most time between two reads of something that reports no changes. The first reads follow one another sooner:
     * after an eighth of a second, or after a fortieth of the wait so far. By default 5 s.
     */
    public Duration poll() {
        return poll;
    }

    /** The same with another time between reads. */
    public CallTiming withPoll(Duration poll) {
        return new CallTiming(
                request, probe, preview, TimingRule.checked("poll", poll), probeInterval, backoff, patience);
    }

    /** The time between two calls of a probe. By default 5 s. */
    public Duration probeInterval() {
        return probeInterval;
    }

    /** The same with another time between calls of a probe. */
    public CallTiming withProbeInterval(Duration probeInterval) {
        return new CallTiming(
                request, probe, preview, poll, TimingRule.checked("probeInterval", probeInterval), backoff, patience);
    }

    /** The delay after the first failed call; later ones grow to thirty times that, with jitter. By default 1 s. */
    public Duration backoff() {
        return backoff;
    }

    /** The same with another first delay. */
    public CallTiming withBackoff(Duration backoff) {
        return new CallTiming(
                request, probe, preview, poll, probeInterval, TimingRule.checked("backoff", backoff), patience);
    }

    /** How long the calls to a service may fail before the run gives up. By default 10 min. */
    public Duration patience() {
        return patience;
    }

    /** The same with another time for failing calls; zero for no retry. */
    public CallTiming withPatience(Duration patience) {
        return new CallTiming(
                request, probe, preview, poll, probeInterval, backoff, TimingRule.checked("patience", patience));
    }
}
