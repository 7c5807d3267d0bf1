package io.github.evenkeel.roll;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.Precondition;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.List;

/** Condition of a drain: the backend's set has enough others that serve. */
final class OthersServe implements ChangeCondition<LoadBalancerDescription> {
    private final RollingNode node;
    private final BackendMembership membership;
    private final List<Precondition> more;

    /** @param more what has to hold besides, looked at last, as no revision guards it */
    OthersServe(RollingNode node, BackendMembership membership, Precondition... more) {
        this.node = node;
        this.membership = membership;
        this.more = List.of(more);
    }

    @Override
    public boolean holds(LoadBalancerDescription seen) {
        return node.others.othersServe(membership, node.addresses().all(), seen, more);
    }

    @Override
    public void await() {
        node.scope.waits().checkCancelled();
        node.others.awaitOthers(List.of(membership), node.addresses().all());
    }
}
