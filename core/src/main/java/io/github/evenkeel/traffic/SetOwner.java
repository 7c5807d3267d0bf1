package io.github.evenkeel.traffic;

/** Party that adds and removes the backends of a backend set. */
public enum SetOwner {
    /** The run, and those who made the set by hand. */
    PLAN,
    /**
     * A service controller, for a Service whose requests each node passes on ({@code externalTrafficPolicy: Cluster}).
     */
    SERVICE,
    /**
     * A service controller, for a Service whose requests only nodes with a pod of it answer
     * ({@code externalTrafficPolicy: Local}): the other nodes' backends fail their health check, as they are meant to.
     */
    LOCAL_SERVICE;

    /** Whether the run has to leave the set to a controller; but for the mode {@code drain} of a node that it rolls. */
    public boolean isController() {
        return this != PLAN;
    }
}
