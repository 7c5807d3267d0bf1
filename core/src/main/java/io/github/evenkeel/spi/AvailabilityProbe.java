package io.github.evenkeel.spi;

/** Check of whether an application behind the cluster is available. */
@FunctionalInterface
public interface AvailabilityProbe {
    /**
     * Checks once, within a few seconds. A run calls it on one thread at a time. An exception counts as not available.
     * So does a call that exceeds {@link io.github.evenkeel.CallTiming#probe()}: the run interrupts its thread, and
     * does not call the probe again before it returns.
     *
     * @return the result
     */
    ProbeResult look();

    /** What the probe checks, for events and reports. */
    default String target() {
        return toString();
    }
}
