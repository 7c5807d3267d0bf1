package io.github.evenkeel.spi;

/** Check of whether an application behind the cluster is available. */
@FunctionalInterface
public interface AvailabilityProbe {
    /**
     * Looks once, within a few seconds. A run calls it on one thread at a time. Whatever it throws counts as not
     * available, and so does an answer that does not come within {@link io.github.evenkeel.CallTiming#probe()}: the
     * thread is interrupted then, and a probe is not asked again before it returns.
     *
     * @return the result
     */
    ProbeResult look();

    /** What the probe checks, for events and reports. */
    default String target() {
        return toString();
    }
}
