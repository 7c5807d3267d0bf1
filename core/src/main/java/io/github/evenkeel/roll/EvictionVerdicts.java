package io.github.evenkeel.roll;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.FinalCheck;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.traffic.BackendMembership;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API server's own verdict on the eviction of each pod of a node, while nothing of it has been touched yet. */
final class EvictionVerdicts {
    /** A verdict that is older may be so no more. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final RollingNode node;
    private @Nullable Duration askedAt;

    EvictionVerdicts(RollingNode node) {
        this.node = node;
    }

    /** Asks; as old as the begin of the look. */
    void ask() {
        new FinalCheck(node.spec.scheduler(), node.scope.waits())
                .take(
                        node.toString(),
                        () -> askedAt = node.spec.scheduler().elapsed(),
                        List.of(() -> node.drain.requireAllMayLeave(node.name(), node.toString())));
    }

    /** A pause between the verdicts and the first touch may have been long. */
    void askUnlessFresh() {
        if (!areFresh()) {
            ask();
        }
    }

    private boolean areFresh() {
        Duration at = askedAt;
        return at != null && node.spec.scheduler().elapsed().minus(at).compareTo(FRESH) <= 0;
    }

    /** Of the drain of a node's first backend, before which nothing of it was touched. */
    ChangeCondition<LoadBalancerDescription> freshBefore(BackendMembership membership) {
        return new ChangeCondition<>() {
            @Override
            public boolean holds(LoadBalancerDescription seen) {
                return !membership.isSameBackendAs(node.memberships().get(0)) || areFresh();
            }

            @Override
            public void await() {
                node.scope.waits().checkCancelled();
                ask();
                node.others.awaitOthers(List.of(membership), node.addresses().all());
            }
        };
    }
}
