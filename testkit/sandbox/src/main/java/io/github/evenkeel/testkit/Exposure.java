package io.github.evenkeel.testkit;

/** How requests reach the nodes of a {@link Sandbox}. */
public enum Exposure {
    /** By a backend set that is made by hand, of a load balancer that is there before the cluster. */
    BACKEND_SETS,

    /** By a backend set that is made by hand, of a network load balancer that is there before the cluster. */
    NLB,

    /**
     * By a Service of type LoadBalancer, whose load balancer a service controller makes and keeps. See
     * {@link Sandbox#serviceController}.
     */
    SERVICE;

    /** Whether a network load balancer carries connections to the nodes, and not a load balancer requests. */
    boolean passesConnections() {
        return this == NLB;
    }
}
