package io.github.evenkeel.traffic;

import io.github.evenkeel.Timing;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the health of backends: before the first change of a node, and until its successor's backends are as healthy.
 */
final class ObservedHealth {
    /** For so long one in the place of one that was not well may become well, before that is done without. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final Retries retries;
    private final Waits waits;
    private final EventPublisher publisher;
    private final Timing timing;

    ObservedHealth(Retries retries, Waits waits, EventPublisher publisher, Timing timing) {
        this.retries = retries;
        this.waits = waits;
        this.publisher = publisher;
        this.timing = timing;
    }

    /** With the best that several looks found: one that fails in all of them fails all along. */
    List<BackendMembership> before(List<BackendMembership> memberships) {
        List<BackendMembership> found = look(memberships);
        for (int looks = 1; looks < timing.loadBalancer().healthyInARow() && anyIsUnwell(found); looks++) {
            waits.sleep(
                    "the next health check of unhealthy backends",
                    timing.calls().poll());
            List<BackendMembership> again = look(memberships);
            List<BackendMembership> best = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                best.add(again.get(i).isAsHealthyAsBefore(found.get(i).health()) ? found.get(i) : again.get(i));
            }
            found = best;
        }
        return found;
    }

    private static boolean anyIsUnwell(List<BackendMembership> memberships) {
        return memberships.stream().anyMatch(membership -> membership.health() != BackendHealth.OK);
    }

    private List<BackendMembership> look(List<BackendMembership> memberships) {
        Map<String, Map<String, BackendHealth>> unhealthyBackends = new HashMap<>();
        return memberships.stream()
                .map(membership -> membership.found(unhealthyBackends
                        .computeIfAbsent(
                                membership.balancer().id() + "/" + membership.set(),
                                any -> unhealthyBackends(membership))
                        .getOrDefault(membership.backend().name(), BackendHealth.OK)))
                .toList();
    }

    private Map<String, BackendHealth> unhealthyBackends(BackendMembership membership) {
        return publisher.during(
                node -> node.aboutBackendSet(membership.balancer().id(), membership.set()),
                () -> retries.call(
                        "read health of backend set " + membership.set(),
                        () -> membership.balancer().unhealthyBackends(membership.set())));
    }

    /** Waits until each is as well as it was found, several times in a row. */
    void awaitAsHealthy(List<BackendMembership> memberships) {
        int needed = timing.loadBalancer().healthyInARow();
        Map<BackendMembership, ConsecutiveHealthChecks> awaited = new LinkedHashMap<>();
        Map<BackendMembership, Backend> there = new HashMap<>();
        Duration settled = waits.elapsed().plus(settling());
        memberships.forEach(membership -> awaited.put(
                membership, new ConsecutiveHealthChecks(timing.calls().poll())));
        waits.await(
                new WaitCondition(
                                memberships.stream()
                                        .map(BackendMembership::toString)
                                        .collect(Collectors.joining(", ")),
                                "OK " + needed + " times in a row",
                                timing.loadBalancer().healthy())
                        .unhurried(),
                () -> {
                    List<String> found = new ArrayList<>();
                    awaited.entrySet().removeIf(one -> {
                        BackendMembership membership = one.getKey();
                        Optional<BackendHealth> health = health(membership, there);
                        boolean hadItsTime = waits.elapsed().compareTo(settled) >= 0;
                        boolean well = health.filter(now ->
                                        now == BackendHealth.OK || (hadItsTime && membership.isAsHealthyAsBefore(now)))
                                .isPresent();
                        int times = one.getValue().count(well, waits.elapsed());
                        if (times < needed) {
                            String now = health.map(BackendHealth::toString).orElse("not there")
                                    + (times > 0 ? " for " + times : "");
                            found.add(memberships.size() == 1 ? now : membership + " " + now);
                        }
                        return times >= needed;
                    });
                    if (found.isEmpty()) {
                        return PollResult.of(true);
                    }
                    boolean allAreWell = awaited.values().stream().allMatch(ConsecutiveHealthChecks::isWell);
                    Duration pause = allAreWell ? timing.calls().poll().dividedBy(2) : Duration.ZERO;
                    return new PollResult<>(null, String.join(", ", found), null, pause);
                });
    }

    private Duration settling() {
        Duration half = timing.loadBalancer().healthy().dividedBy(2);
        return half.compareTo(SETTLING) < 0 ? half : SETTLING;
    }

    private Optional<BackendHealth> health(BackendMembership membership, Map<BackendMembership, Backend> there) {
        return publisher.during(membership::subject, () -> read(membership, there));
    }

    /** @param there by the names that their service has given them, as far as that was read */
    private Optional<BackendHealth> read(BackendMembership membership, Map<BackendMembership, Backend> there) {
        Backend named = there.get(membership);
        if (named == null) {
            Optional<Backend> read = membership.in(
                    retries.call("read load balancer " + membership.balancer().id(), membership.balancer()::describe));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            named = read.get();
            there.put(membership, named);
        }
        Backend backend = named;
        return Optional.of(retries.call(
                "read health of " + membership, () -> membership.balancer().health(membership.set(), backend)));
    }
}
