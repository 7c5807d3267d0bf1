package io.github.evenkeel.run;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of Services of type LoadBalancer.
 *
 * @param finder of their load balancers; null if only those are in the plan that it names
 * @param leftOut by namespace and name, see {@link ServiceAddress#path()}
 */
public record PlannedServices(@Nullable ServiceLoadBalancers finder, Set<String> leftOut) {
    public static final PlannedServices NONE = new PlannedServices(null, Set.of());

    public PlannedServices {
        leftOut = Set.copyOf(leftOut);
    }

    /** The same with another finder. */
    public PlannedServices foundBy(ServiceLoadBalancers other) {
        return new PlannedServices(other, leftOut);
    }

    /** The same without one more Service. */
    public PlannedServices without(String path) {
        Set<String> more = new TreeSet<>(leftOut);
        more.add(path);
        return new PlannedServices(finder, more);
    }

    /** Whether the plan leaves a Service out. */
    public boolean leavesOut(ServiceAddress service) {
        return leftOut.contains(service.path());
    }
}
