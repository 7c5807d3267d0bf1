package io.github.evenkeel.balancer;

import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches over the sets that a roll takes backends out of: before each node, all of the backends that served well at
 * the beginning but as many as it has must serve well without it, and at least one.
 *
 * <p>A backend that was not well at the beginning is not held against the roll.
 */
public final class ServingBackends {
    /** A look that took longer tells of what was so. */
    private static final Duration QUICK = Duration.ofSeconds(30);

    private final Settings settings;
    private final Retries retries;
    private final Waits waits;
    private final Map<String, Integer> atFirst;
    private final Consumer<Map<String, Integer>> onCounted;

    /**
     * For one run.
     *
     * @param atFirst how many served well when the run began, as far as that was counted by whoever began it
     * @param onCounted is told whenever that is counted for one set more
     */
    public ServingBackends(
            Settings settings,
            Retries retries,
            Waits waits,
            Map<String, Integer> atFirst,
            Consumer<Map<String, Integer>> onCounted) {
        this.settings = settings;
        this.retries = retries;
        this.waits = waits;
        this.atFirst = new HashMap<>(atFirst);
        this.onCounted = onCounted;
    }

    /**
     * Waits until all of these backends can be done without, at one and the same time.
     *
     * @param node addresses of their node
     */
    public void awaitOthers(List<Placement> placements, Set<String> node) {
        if (placements.isEmpty()) {
            return;
        }
        waits.until(
                new Goal(
                        placements.stream().map(Placement::toString).collect(Collectors.joining(", ")),
                        "enough others that serve",
                        settings.timing().healthy()),
                () -> {
                    List<String> lacking = placements.stream()
                            .flatMap(placement -> lacking(placement, node, describe(placement.balancer())))
                            .toList();
                    return lacking.isEmpty() ? Sight.of(true) : Sight.notYet(String.join("; ", lacking));
                });
    }

    /**
     * Whether it can be done without as its balancer was read just now, and no other change is on its way. Nothing but
     * that tells: what was seen before a wait, however short, may be so no more.
     *
     * @param node addresses of its node
     * @param seen what the change is made conditional on
     * @param more what has to be looked at just before the change, and throws if that may not be
     */
    public boolean othersServe(Placement placement, Set<String> node, LoadBalancerDescription seen, Runnable more) {
        Duration begin = settings.timeline().elapsed();
        boolean enough = lacking(placement, node, seen).findAny().isEmpty() && isIdle(placement.balancer());
        more.run(); // last, as no revision guards it
        return enough && settings.timeline().elapsed().minus(begin).compareTo(QUICK) < 0;
    }

    private boolean isIdle(LoadBalancer balancer) {
        return retries.call("read operations of load balancer " + balancer.id(), balancer::operationsInFlight)
                .isEmpty();
    }

    private LoadBalancerDescription describe(LoadBalancer balancer) {
        return retries.call("read load balancer " + balancer.id(), balancer::describe);
    }

    /** Somebody else has taken it out for good: from here on its set has one fewer, unless another has its place. */
    public void doWithout(Placement gone) {
        String set = set(gone);
        Integer first = atFirst.get(set);
        if (first != null
                && count(gone.set(), Set.of(), describe(gone.balancer()), unwell(gone.balancer(), gone.set()))
                                .withNode()
                        < first) {
            atFirst.put(set, first - 1);
            onCounted.accept(atFirst);
        }
    }

    private static String set(Placement placement) {
        return placement.balancer().id() + "/" + placement.set();
    }

    private Stream<String> lacking(Placement placement, Set<String> node, LoadBalancerDescription now) {
        String set = set(placement);
        Map<String, BackendHealth> unwell = unwell(placement.balancer(), placement.set());
        Serving serving = count(placement.set(), node, now, unwell);
        Integer first = atFirst.get(set);
        if (first == null) {
            first = serving.withNode();
            atFirst.put(set, first);
            onCounted.accept(atFirst);
        }
        int needed = needed(first, serving.ofNode());
        return serving.others() >= needed
                ? Stream.of()
                : Stream.of("in backend set " + set + " " + serving.others() + " others serve well, and " + needed
                        + " are needed"
                        + now.backendSet(placement.set())
                                .map(there -> Serving.notServing(there, node, unwell))
                                .orElse(""));
    }

    private static int needed(int first, int ofNode) {
        return Math.max(1, first - ofNode);
    }

    private Map<String, BackendHealth> unwell(LoadBalancer balancer, String set) {
        return retries.call("read health of backend set " + set, () -> balancer.unwell(set));
    }

    private static Serving count(
            String set, Set<String> node, LoadBalancerDescription now, Map<String, BackendHealth> unwell) {
        return now.backendSet(set).map(there -> Serving.of(there, node, unwell)).orElse(new Serving(0, 0, 1));
    }
}
