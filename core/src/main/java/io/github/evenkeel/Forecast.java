package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Immutable forecast of a roll: how long it and each of its parts take, and what they disturb, if nothing goes wrong.
 * It takes the waits that the plan has, and for what services and pods need the times of {@link StepTimes}. Waits for
 * gates are not in it. Begins count from the begin of the roll.
 *
 * <p>Only the library implements it; methods may be added in any release.
 */
public interface Forecast {
    /** Time for the whole roll. */
    Duration takes();

    /** The upgrade of the control plane; empty if it has the version. */
    Optional<ForecastPart> controlPlane();

    /** The node pools with nodes to roll, in the order in which they begin, from their first node to their last. */
    List<ForecastPart> nodePools();

    /** The waves in their order, from their first node to their last. */
    List<ForecastStage> waves();

    /** The nodes, in the order in which they begin. */
    List<ForecastPart> nodes();

    /** The whole roll, with what is least at any time. */
    ForecastStage whole();

    /** The workloads whose pods are evicted, those with most evictions first. */
    List<WorkloadForecast> workloads();

    /** The most nodes at once that are taken away before others have taken their place. */
    int peakUnavailable();

    /** The most machines at once, of the nodes that are rolled and their successors. */
    int peakMachines();
}
