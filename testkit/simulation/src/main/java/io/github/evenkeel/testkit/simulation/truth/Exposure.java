package io.github.evenkeel.testkit.simulation.truth;

/** How requests reach the nodes of a world. */
public enum Exposure {
    /** Through backend sets that were made by hand. */
    BACKEND_SETS,
    /** Through the load balancers of Services, which the plan finds. */
    SERVICES,
    /** The same, and the plan names them. */
    NAMED_SERVICES,
    /** Through both, beside each other; the plan finds those of Services. */
    BACKEND_SETS_AND_SERVICES;

    /** Whether there are backend sets that were made by hand. */
    public boolean hasBackendSets() {
        return this == BACKEND_SETS || this == BACKEND_SETS_AND_SERVICES;
    }

    /** Whether there are Services of type LoadBalancer. */
    public boolean hasServices() {
        return this != BACKEND_SETS;
    }
}
