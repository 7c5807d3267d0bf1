package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.ServiceAddress;
import org.jspecify.annotations.Nullable;

/** Service of type LoadBalancer of the ground truth, which has a load balancer of its own. */
public final class SimulatedService {
    private static final int HEALTH_CHECK_NODE_PORT = 32_448;

    public final String name;
    public final String address;

    /**
     * Whose pods answer on their own nodes alone (externalTrafficPolicy Local); null if each node passes requests on.
     */
    public final @Nullable App local;

    /** A Service that has its address. */
    public SimulatedService(String name, String address, @Nullable App local) {
        this.name = name;
        this.address = address;
        this.local = local;
    }

    /** By which a service controller names the load balancer. */
    public String uid() {
        return "uid-of-service-" + name;
    }

    /** At which its nodes tell whether they have a pod; zero if it has none. */
    public int healthCheckPort() {
        return local == null ? 0 : HEALTH_CHECK_NODE_PORT;
    }

    /** As Kubernetes tells of it. */
    public ServiceAddress look() {
        return ServiceAddress.builder("shop", name)
                .address(address)
                .uid(uid())
                .healthCheckPort(healthCheckPort())
                .build();
    }
}
