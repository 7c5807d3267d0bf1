package io.github.evenkeel.run;

import io.github.evenkeel.spi.LoadBalancerInventory;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of load balancers that it does not have.
 *
 * @param port that lists all load balancers; null if the plan does not look for others
 * @param leftOut identities of those that the plan leaves out
 */
public record PlannedInventory(@Nullable LoadBalancerInventory port, Set<String> leftOut) {
    public static final PlannedInventory NONE = new PlannedInventory(null, Set.of());

    public PlannedInventory {
        leftOut = Set.copyOf(leftOut);
    }

    /** The same with another port. */
    public PlannedInventory listedBy(LoadBalancerInventory other) {
        return new PlannedInventory(other, leftOut);
    }

    /** The same with another port to the same thing. */
    public PlannedInventory through(UnaryOperator<LoadBalancerInventory> wrapper) {
        return port == null ? this : listedBy(wrapper.apply(port));
    }

    /** The same without one more load balancer. */
    public PlannedInventory without(String loadBalancerId) {
        Set<String> more = new TreeSet<>(leftOut);
        more.add(loadBalancerId);
        return new PlannedInventory(port, more);
    }
}
