package io.github.evenkeel.traffic;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Waits for a service controller, which adds and removes the backends of a Service's sets: the run writes nothing there
 * but the drains of the nodes that it rolls. Each time the controller is seen to have written a set, the drains in it
 * are made again.
 */
public final class ServiceTraffic {
    private final NodeScope run;
    private final DrainsUnderWay drains;
    private final Consumer<BackendMembership> drainAgain;

    /**
     * Of one node.
     *
     * @param drains of all nodes of the run
     * @param drainAgain drains a backend, if it is still among these
     */
    ServiceTraffic(NodeScope run, DrainsUnderWay drains, Consumer<BackendMembership> drainAgain) {
        this.run = run;
        this.drains = drains;
        this.drainAgain = drainAgain;
    }

    /** Waits until the controller has removed all of them. */
    void awaitRemoval(List<BackendMembership> memberships) {
        await(memberships, "removed by the service controller", Optional::isEmpty);
    }

    /** Waits until the controller has added all of them. */
    void awaitAddition(List<BackendMembership> memberships) {
        await(memberships, "added by the service controller", Optional::isPresent);
    }

    private void await(List<BackendMembership> memberships, String expected, Predicate<Optional<Backend>> isReached) {
        if (memberships.isEmpty()) {
            return;
        }
        WaitCondition condition = new WaitCondition(
                memberships.stream().map(BackendMembership::toString).collect(Collectors.joining(", ")),
                expected,
                run.timing().loadBalancer().serviceController());
        run.waits().await(condition.unhurried(), () -> {
            Map<String, LoadBalancerDescription> now = new HashMap<>();
            List<String> others = memberships.stream()
                    .filter(membership -> !isReached.test(membership.in(
                            now.computeIfAbsent(membership.balancer().id(), id -> read(membership)))))
                    .map(membership -> membership.backend().name())
                    .toList();
            return others.isEmpty() ? PollResult.of(true) : PollResult.notYet("it has not, for " + others);
        });
        memberships.stream()
                .flatMap(membership -> drains.beside(membership).stream())
                .distinct()
                .forEach(drainAgain);
    }

    private LoadBalancerDescription read(BackendMembership membership) {
        LoadBalancer balancer = membership.balancer();
        return run.retries().call("read load balancer " + balancer.id(), balancer::describe);
    }
}
