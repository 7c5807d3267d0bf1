package io.github.evenkeel.traffic;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Condition of the removal of a backend that another client has undrained: its successor's backend serves, as the set
 * may need it until then.
 */
final class SuccessorServes implements ChangeCondition<LoadBalancerDescription> {
    private final BackendSetTraffic traffic;
    private final BackendMembership membership;
    private final String address;
    private final Runnable beforeAdd;
    private final Set<Backend> served = new HashSet<>();
    private BackendMembership successor;

    /**
     * Of one backend.
     *
     * @param address of its successor
     * @param beforeAdd waits until the successor's node can serve, before each attempt
     */
    SuccessorServes(BackendSetTraffic traffic, BackendMembership membership, String address, Runnable beforeAdd) {
        this.traffic = traffic;
        this.membership = membership;
        this.address = address;
        this.beforeAdd = beforeAdd;
        this.successor = membership.movedTo(address);
    }

    @Override
    public boolean holds(LoadBalancerDescription seen) {
        Optional<Backend> serving = membership.in(seen).filter(Backend::acceptsTraffic);
        if (serving.isEmpty()) {
            return true;
        }
        successor = membership.with(serving.get()).movedTo(address);
        return successor
                .in(seen)
                .filter(Backend::acceptsTraffic)
                .filter(served::contains)
                .isPresent();
    }

    @Override
    public void await() {
        traffic.change(successor, DesiredBackend.serving(successor, beforeAdd));
        traffic.awaitHealthy(List.of(successor));
        successor.in(traffic.describe(successor.balancer())).ifPresent(served::add);
    }
}
