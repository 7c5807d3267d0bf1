package io.github.evenkeel.spi;

/** Tells whether an application behind the cluster is available. */
@FunctionalInterface
public interface AvailabilityProbe {
    /**
     * Looks once, within a few seconds. Called by one thread at a time. An exception counts as not available.
     *
     * @return what was found
     */
    ProbeResult look();

    /** What is looked at, for events and reports. */
    default String target() {
        return toString();
    }
}
