package io.github.evenkeel;

/**
 * Immutable part of a forecast: how a roll disturbs one workload. An evicted pod comes to the node with most room, and
 * to a new one rather than to an old one with as much; if that is rolled later, the pod moves again. Only the library
 * implements it; methods may be added in any release.
 */
public interface WorkloadForecast {
    /** Namespace of the workload. */
    String namespace();

    /** Kind of the controller: {@code Deployment}, {@code StatefulSet}; {@code Pod} for one without a controller. */
    String kind();

    /** Name of the controller. */
    String name();

    /** How many pods it has. */
    int replicas();

    /** How many of them are evicted at least once. */
    int disturbed();

    /** How many evictions there are of its pods. */
    int evictions();
}
