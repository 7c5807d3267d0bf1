package io.github.evenkeel.traffic;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Condition of a drain that is made again for another node: its backend is still to be drained, and can be done
 * without. If it can't, it stays as it is: its own node waits until it can.
 */
final class DrainAgain implements ChangeCondition<LoadBalancerDescription> {
    private final BackendMembership membership;
    private final DrainsUnderWay drains;
    private final ServingBackends others;
    private boolean isNeeded;

    DrainAgain(BackendMembership membership, DrainsUnderWay drains, ServingBackends others) {
        this.membership = membership;
        this.drains = drains;
        this.others = others;
    }

    BackendMembership membership() {
        return membership;
    }

    /** What the backend is to be, if it is there. */
    Optional<Backend> change(Optional<Backend> now) {
        return now.map(backend -> drains.contain(membership) && !isNeeded ? backend.with(Mode.DRAIN) : backend);
    }

    @Override
    public boolean holds(LoadBalancerDescription seen) {
        return others.othersServe(membership, Set.of(membership.backend().address()), seen, List.of());
    }

    @Override
    public void await() {
        isNeeded = true;
    }
}
