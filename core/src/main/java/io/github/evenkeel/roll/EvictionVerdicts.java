package io.github.evenkeel.roll;

import io.github.evenkeel.drain.Drain;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.FinalCheck;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.ServingBackends;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dry runs of the evictions of a node's pods, before the first change of the node. */
final class EvictionVerdicts {
    /** A verdict that is older may be so no more. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final NodeScope scope;
    private final NodeState node;
    private final Drain drain;
    private final ServingBackends others;
    private @Nullable Duration askedAt;
    private volatile boolean touched; // backends of several load balancers may be drained beside each other

    EvictionVerdicts(NodeScope scope, NodeState node, Drain drain, ServingBackends others) {
        this.scope = scope;
        this.node = node;
        this.drain = drain;
        this.others = others;
    }

    /** Asks; as old as the begin of the look. */
    void ask() {
        new FinalCheck(scope.scheduler(), scope.waits())
                .take(
                        node.toString(),
                        () -> askedAt = scope.scheduler().elapsed(),
                        List.of(() ->
                                UndrainableFailure.of(() -> drain.requireAllMayLeave(node.name(), node.toString()))));
    }

    /**
     * Asks unless the node is touched, or the verdicts are fresh: a pause between the verdicts and the first touch may
     * have been long.
     */
    void askUnlessFresh() {
        if (!touched && !areFresh()) {
            ask();
        }
    }

    /** A service has taken a change to the node. */
    void touched() {
        touched = true;
    }

    private boolean areFresh() {
        Duration at = askedAt;
        return at != null && scope.scheduler().elapsed().minus(at).compareTo(FRESH) <= 0;
    }

    /**
     * Condition of a backend's drain as long as nothing of the node is touched: another client may have removed or
     * drained the backend that was to be the first.
     */
    ChangeCondition<LoadBalancerDescription> freshBefore(BackendMembership membership) {
        return new ChangeCondition<>() {
            @Override
            public boolean holds(LoadBalancerDescription seen) {
                return touched || areFresh();
            }

            @Override
            public void await() {
                scope.waits().checkCancelled();
                ask();
                others.awaitOthers(List.of(membership), node.addresses().all());
            }
        };
    }
}
