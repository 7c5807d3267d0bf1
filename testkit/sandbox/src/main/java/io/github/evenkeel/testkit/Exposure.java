package io.github.evenkeel.testkit;

/** How requests reach the nodes of a {@link Sandbox}. */
public enum Exposure {
    /** By a backend set that is made by hand, of a load balancer that is there before the cluster. */
    BACKEND_SETS,

    /**
     * By a Service of type LoadBalancer, whose load balancer a service controller makes and keeps. See
     * {@link Sandbox#serviceController}.
     */
    SERVICE
}
