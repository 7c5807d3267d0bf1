package io.github.evenkeel.spi;

import java.util.List;
import java.util.Optional;

/**
 * Port that lists the load balancers of some places, such as compartments, so that a preview finds those that send
 * traffic to the nodes of a cluster and are missing in the plan.
 *
 * <p>Every method may be called from any thread. Every failure is a {@link ServiceException} whose
 * {@link ServiceException#outcome() outcome} says what the caller can do.
 */
public interface LoadBalancerInventory {
    /** Address of the service, for messages, without user or token. Makes no call; empty if it is not known. */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /**
     * Lists the load balancers of all the places, whichever party made them. Fails if one of the places can't be read:
     * a part of the list would hide the rest.
     *
     * @return each once, with its identity, name, lifecycle, addresses, and the backends of all its sets; the other
     *     settings of a set may be left out. Deleted ones are left out
     */
    List<LoadBalancerDescription> loadBalancers();
}
