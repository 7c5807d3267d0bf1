package io.github.evenkeel.balancer;

import io.github.evenkeel.Timing;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Sight;
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

/** How balancers find backends: before a node is touched, and until others in their place are as well. */
final class ObservedHealth {
    /** For so long one in the place of one that was not well may become well, before that is done without. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final Retries retries;
    private final Waits waits;
    private final Timing timing;

    ObservedHealth(Retries retries, Waits waits, Timing timing) {
        this.retries = retries;
        this.waits = waits;
        this.timing = timing;
    }

    /** With the best that several looks found: one that fails in all of them fails all along. */
    List<Placement> before(List<Placement> placements) {
        List<Placement> found = look(placements);
        for (int looks = 1; looks < timing.healthyInARow() && anyIsUnwell(found); looks++) {
            waits.pause("backends that are not well to be looked at again", timing.poll());
            List<Placement> again = look(placements);
            List<Placement> best = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                best.add(again.get(i).isAsWellAsBefore(found.get(i).health()) ? found.get(i) : again.get(i));
            }
            found = best;
        }
        return found;
    }

    private static boolean anyIsUnwell(List<Placement> placements) {
        return placements.stream().anyMatch(placement -> placement.health() != BackendHealth.OK);
    }

    private List<Placement> look(List<Placement> placements) {
        Map<String, Map<String, BackendHealth>> unwell = new HashMap<>();
        return placements.stream()
                .map(placement -> placement.found(unwell.computeIfAbsent(
                                placement.balancer().id() + "/" + placement.set(), any -> unwell(placement))
                        .getOrDefault(placement.backend().name(), BackendHealth.OK)))
                .toList();
    }

    private Map<String, BackendHealth> unwell(Placement placement) {
        return retries.call(
                "read health of backend set " + placement.set(),
                () -> placement.balancer().unwell(placement.set()));
    }

    /** Waits until each is as well as it was found, several times in a row. */
    void awaitAsWell(List<Placement> placements) {
        int needed = timing.healthyInARow();
        Map<Placement, WellInARow> awaited = new LinkedHashMap<>();
        Map<Placement, Backend> there = new HashMap<>();
        Duration settled = waits.elapsed().plus(settling());
        placements.forEach(placement -> awaited.put(placement, new WellInARow(timing.poll())));
        waits.until(
                new Goal(
                        placements.stream().map(Placement::toString).collect(Collectors.joining(", ")),
                        "OK " + needed + " times in a row",
                        timing.healthy()),
                () -> {
                    List<String> found = new ArrayList<>();
                    awaited.entrySet().removeIf(one -> {
                        Placement placement = one.getKey();
                        Optional<BackendHealth> health = health(placement, there);
                        boolean hadItsTime = waits.elapsed().compareTo(settled) >= 0;
                        boolean well = health.filter(now ->
                                        now == BackendHealth.OK || (hadItsTime && placement.isAsWellAsBefore(now)))
                                .isPresent();
                        int times = one.getValue().count(well, waits.elapsed());
                        if (times < needed) {
                            String now = health.map(BackendHealth::toString).orElse("not there")
                                    + (times > 0 ? " for " + times : "");
                            found.add(placements.size() == 1 ? now : placement + " " + now);
                        }
                        return times >= needed;
                    });
                    return found.isEmpty() ? Sight.of(true) : Sight.notYet(String.join(", ", found));
                });
    }

    private Duration settling() {
        Duration half = timing.healthy().dividedBy(2);
        return half.compareTo(SETTLING) < 0 ? half : SETTLING;
    }

    /** @param there by the names that their service has given them, as far as that was read */
    private Optional<BackendHealth> health(Placement placement, Map<Placement, Backend> there) {
        Backend named = there.get(placement);
        if (named == null) {
            Optional<Backend> read = placement.in(
                    retries.call("read load balancer " + placement.balancer().id(), placement.balancer()::describe));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            named = read.get();
            there.put(placement, named);
        }
        Backend backend = named;
        return Optional.of(retries.call(
                "read health of " + placement, () -> placement.balancer().health(placement.set(), backend)));
    }
}
