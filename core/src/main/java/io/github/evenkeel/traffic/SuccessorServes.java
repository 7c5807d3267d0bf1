package io.github.evenkeel.traffic;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Condition of the removal of a backend that another client has undrained: its successor's backend serves, as the set
 * may need it until then.
 */
final class SuccessorServes implements ChangeCondition<LoadBalancerDescription> {
    private final BackendMembership membership;
    private final String address;
    private final Function<BackendMembership, Optional<Backend>> addition;
    private final Set<Backend> served = new HashSet<>();
    private BackendMembership successor;

    /**
     * Of one backend.
     *
     * @param address of its successor
     * @param addition adds the successor's backend, and returns it once it is healthy
     */
    SuccessorServes(
            BackendMembership membership, String address, Function<BackendMembership, Optional<Backend>> addition) {
        this.membership = membership;
        this.address = address;
        this.addition = addition;
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
        addition.apply(successor).ifPresent(served::add);
    }
}
