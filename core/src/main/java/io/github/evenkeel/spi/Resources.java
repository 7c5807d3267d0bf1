package io.github.evenkeel.spi;

/**
 * Immutable amount of resources: what pods request, or what a node has.
 *
 * @param cpuMillis thousandths of a core
 * @param memoryBytes bytes
 * @param pods how many
 */
public record Resources(long cpuMillis, long memoryBytes, long pods) {
    /** No resources. */
    public static final Resources NONE = new Resources(0, 0, 0);

    /** The sum of both. */
    public Resources plus(Resources other) {
        return new Resources(cpuMillis + other.cpuMillis, memoryBytes + other.memoryBytes, pods + other.pods);
    }

    /** What is left after {@code other} is taken; may fall below zero. */
    public Resources minus(Resources other) {
        return new Resources(cpuMillis - other.cpuMillis, memoryBytes - other.memoryBytes, pods - other.pods);
    }

    /** Whether {@code other} fits into this. */
    public boolean holds(Resources other) {
        return cpuMillis >= other.cpuMillis && memoryBytes >= other.memoryBytes && pods >= other.pods;
    }

    @Override
    public String toString() {
        return "%dm cpu, %d MiB, %d pods".formatted(cpuMillis, memoryBytes / (1024 * 1024), pods);
    }
}
