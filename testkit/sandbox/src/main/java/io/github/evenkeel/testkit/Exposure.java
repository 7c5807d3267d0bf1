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
    SERVICE,

    /** By a Service of type LoadBalancer, whose network load balancer a service controller makes and keeps. */
    SERVICE_NLB;

    /** Whether a network load balancer carries connections to the nodes, and not a load balancer requests. */
    boolean passesConnections() {
        return this == NLB || this == SERVICE_NLB;
    }

    /** Whether a Service is what clients reach the nodes by. */
    boolean isService() {
        return this == SERVICE || this == SERVICE_NLB;
    }
}
