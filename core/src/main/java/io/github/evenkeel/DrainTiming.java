package io.github.evenkeel;

import java.time.Duration;

/** Immutable part of a {@link Timing}: how long the pods and the volumes of a node may take to leave it. */
public final class DrainTiming {
    private final Duration pods;
    private final Duration quiet;
    private final Duration volumeDetach;
    private final Duration evictionRetry;

    private DrainTiming(Duration pods, Duration quiet, Duration volumeDetach, Duration evictionRetry) {
        this.pods = pods;
        this.quiet = quiet;
        this.volumeDetach = volumeDetach;
        this.evictionRetry = evictionRetry;
    }

    static DrainTiming defaults() {
        return new DrainTiming(
                Duration.ofMinutes(15), Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(5));
    }

    /** Limit for the eviction of one node's pods. The default is 15 min. */
    public Duration pods() {
        return pods;
    }

    /** The same with another time for the pods of a node. */
    public DrainTiming withPods(Duration pods) {
        return new DrainTiming(TimingRule.checked("pods", pods), quiet, volumeDetach, evictionRetry);
    }

    /**
     * How long a node must have been cordoned before it counts as empty: pods that were bound just before the cordon
     * come late. A disruption budget that allows no eviction for that long is a reason not to drain the node. By
     * default 5 s.
     */
    public Duration quiet() {
        return quiet;
    }

    /** The same with another quiet time; zero for none. */
    public DrainTiming withQuiet(Duration quiet) {
        return new DrainTiming(pods, TimingRule.checked("quiet", quiet), volumeDetach, evictionRetry);
    }

    /** Limit for the detachment of a drained node's volumes. The default is 5 min. */
    public Duration volumeDetach() {
        return volumeDetach;
    }

    /** The same with another time for volumes; zero not to wait for them. */
    public DrainTiming withVolumeDetach(Duration volumeDetach) {
        return new DrainTiming(pods, quiet, TimingRule.checked("volumeDetach", volumeDetach), evictionRetry);
    }

    /**
     * The least time before a refused eviction is requested again, unless a change is reported sooner. By default 5 s.
     */
    public Duration evictionRetry() {
        return evictionRetry;
    }

    /** The same with another time between requests for an eviction. */
    public DrainTiming withEvictionRetry(Duration evictionRetry) {
        return new DrainTiming(pods, quiet, volumeDetach, TimingRule.checked("evictionRetry", evictionRetry));
    }
}
