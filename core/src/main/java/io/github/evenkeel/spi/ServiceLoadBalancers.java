package io.github.evenkeel.spi;

import java.util.Optional;

/**
 * Port that finds the load balancers which a controller makes for Services of type LoadBalancer.
 *
 * <p>Every method may be called from any thread. Every failure is a {@link ServiceException} whose
 * {@link ServiceException#outcome() outcome} says what the caller can do.
 */
public interface ServiceLoadBalancers {
    /** Address of the service, for messages, without user or token. Makes no call; empty if it is not known. */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /**
     * Finds the load balancer of a Service, by the Service's UID and address.
     *
     * @return the port to it; empty if there is none yet, or no longer. The same identity for each address of a Service
     *     that has several
     */
    Optional<LoadBalancer> find(ServiceAddress service);
}
