package io.github.evenkeel.oci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists load balancers of one service. */
interface BalancerListing {
    /** What the service calls one, for messages. */
    String kind();

    /**
     * Reads those of a compartment.
     *
     * @param displayName null for all
     */
    List<ListedBalancer> read(String compartmentId, @Nullable String displayName);
}
