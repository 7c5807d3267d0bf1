package io.github.evenkeel.plan;

import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.NodeState;
import org.jspecify.annotations.Nullable;

/** Domain of a node, of the kind over which a rollout spreads nodes. */
public final class NodeDomain {
    /** All nodes of which no domain is known are in one. */
    public static final String UNKNOWN = "unknown";

    private NodeDomain() {}

    /** Its name; a fault domain has the name of its availability domain, too. */
    public static String of(Spread spread, NodeState node) {
        return of(spread, node.domain(), node.faultDomain());
    }

    static String of(Spread spread, @Nullable String availability, @Nullable String fault) {
        return switch (spread) {
            case NONE -> "";
            case ONE_AVAILABILITY_DOMAIN, EVEN_AVAILABILITY_DOMAINS -> availability == null ? UNKNOWN : availability;
            case ONE_FAULT_DOMAIN, EVEN_FAULT_DOMAINS ->
                availability == null || fault == null ? UNKNOWN : availability + " " + fault;
        };
    }
}
