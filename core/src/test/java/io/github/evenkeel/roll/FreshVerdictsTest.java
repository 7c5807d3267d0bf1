package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pods of a node whose first backend another client changes while the run waits for the load balancer: their verdicts
 * are new ones when the node is touched first, whatever touches it.
 */
class FreshVerdictsTest {
    private static final String NODE = "10.0.10.1";
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MINUTES = 300;

    private final SmallWorld world = new SmallWorld(3);
    private final List<Duration> asked = new ArrayList<>();
    private final List<Duration> touched = new ArrayList<>();

    /** Another client has the load balancer change for minutes, from the moment at which the node is written down. */
    private UpgradeReport rollWhileAnotherClient(Runnable changesTheFirstBackend) {
        List<String> once = new ArrayList<>(List.of("node." + NODE));
        Journal journal = new ObservedJournal(world.journal, changes -> {
            if (once.removeIf(changes::containsKey)) {
                world.begin("another client", MINUTES, () -> {
                    world.revision++;
                    changesTheFirstBackend.run();
                });
            }
        });
        world.before.put("try eviction", () -> asked.add(world.scheduler.elapsed()));
        world.before.put("update backend", () -> touched.add(world.scheduler.elapsed()));
        world.before.put("cordon", () -> touched.add(world.scheduler.elapsed()));
        Roll roll = new Roll(SessionOpening.anew(world.spec(journal)));
        roll.prepare();
        return roll.run();
    }

    private void requireFreshAtTheFirstTouch() {
        Duration first = touched.get(0);
        Duration latest = asked.stream()
                .filter(at -> at.compareTo(first) <= 0)
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(first.minus(latest)).isLessThanOrEqualTo(FRESH);
    }

    @Test
    void theSecondBackendIfAnotherClientHasDrainedTheFirst() {
        for (int i = 1; i <= 3; i++) {
            Backend second = Backend.builder("10.0.10." + i, 81).build();
            world.backends.put(second.name(), second);
        }

        UpgradeReport report = rollWhileAnotherClient(() ->
                world.backends.computeIfPresent(NODE + ":80", (name, backend) -> backend.with(Backend.Mode.DRAIN)));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log).contains("drain " + NODE + ":81").doesNotContain("drain " + NODE + ":80");
        requireFreshAtTheFirstTouch();
    }

    @Test
    void theCordonIfNoBackendIsLeft() {
        UpgradeReport report = rollWhileAnotherClient(() -> world.backends.remove(NODE + ":80"));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log).contains("cordon " + NODE).doesNotContain("drain " + NODE + ":80");
        requireFreshAtTheFirstTouch();
    }
}
