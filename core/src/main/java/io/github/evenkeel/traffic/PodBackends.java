package io.github.evenkeel.traffic;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backends whose address is that of a pod. A controller of their own, such as an ingress controller, adds and removes
 * them as pods come and go; the run writes none of them.
 *
 * <p>Thread-safe.
 */
public final class PodBackends {
    private final List<LoadBalancer> balancers;
    private volatile @Nullable Set<String> known;

    public PodBackends(PlanSpec spec) {
        balancers = spec.loadBalancers();
    }

    /** Those load balancers of the plan have such backends, and no other. */
    public void areIn(Set<String> loadBalancerIds) {
        known = Set.copyOf(loadBalancerIds);
    }

    /** Whether there may be any. Makes no call. */
    public boolean mayExist() {
        return withPods().findAny().isPresent();
    }

    /** All of them, as long as it is not known which have such backends. */
    private Stream<LoadBalancer> withPods() {
        Set<String> ids = known;
        return balancers.stream().filter(balancer -> ids == null || ids.contains(balancer.id()));
    }

    /** Those of these addresses that are backends now. */
    public Set<String> among(Collection<String> addresses, NodeScope run) {
        Set<String> listed = new TreeSet<>();
        withPods()
                .flatMap(
                        balancer -> run
                                .retries()
                                .call("read load balancer " + balancer.id(), balancer::describe)
                                .backendSets()
                                .stream())
                .flatMap(set -> set.backends().stream())
                .map(Backend::address)
                .filter(addresses::contains)
                .forEach(listed::add);
        return listed;
    }

    /**
     * Waits until no balancer lists an address any more.
     *
     * @param node that the pods were on, for messages
     */
    public void awaitRemoval(String node, Collection<String> addresses, NodeScope run) {
        WaitCondition condition = new WaitCondition(
                "backends at addresses of pods that were on " + node,
                "removed by the controller that added them",
                run.timing().loadBalancer().serviceController());
        run.waits().await(condition.unhurried(), () -> {
            Set<String> listed = among(addresses, run);
            return listed.isEmpty() ? PollResult.of(true) : PollResult.notYet("still there: " + listed);
        });
    }
}
