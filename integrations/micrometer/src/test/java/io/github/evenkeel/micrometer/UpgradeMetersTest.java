package io.github.evenkeel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.EventRecords;
import io.github.evenkeel.run.EventSubject;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Meters of simulated rolls. */
class UpgradeMetersTest {
    private static final int SEEDS = 40;
    private static final Pattern ROW = Pattern.compile("\\| `(evenkeel\\.[\\w.]+)` \\| ([\\w ]+) \\| ([^|]*)\\|");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UpgradeMeters meters = UpgradeMeters.of(registry);

    /** Open, always. */
    private static final class Board implements Gate {
        @Override
        public String id() {
            return "change-board";
        }

        @Override
        public GateDecision ask(GateRequest request) {
            return GateDecision.proceed();
        }
    }

    private void rollThreeNodes() {
        Simulation.of(4)
                .withoutFaults()
                .nodes(3)
                .planned(plan -> plan.withGate(new Board()).withListener(meters))
                .run();
    }

    @Test
    void aRollIsCounted() {
        rollThreeNodes();

        assertThat(registry.get("evenkeel.run")
                        .tag("outcome", "completed")
                        .timer()
                        .count())
                .isOne();
        assertThat(registry.get("evenkeel.nodes.ended")
                        .tag("result", "replaced")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("evenkeel.step")
                        .tags("step", "CORDON", "outcome", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("evenkeel.step")
                        .tags("step", "AWAIT_REPLACEMENT", "outcome", "succeeded")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isPositive();
        assertThat(registry.get("evenkeel.wait")
                        .tag("step", "AWAIT_REPLACEMENT")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isPositive();
        assertThat(registry.get("evenkeel.gate.wait")
                        .tag("gate", "change-board")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(3);
        assertThat(registry.get("evenkeel.calls")
                        .tags("port", "ManagedCluster", "operation", "replaceNode", "outcome", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void afterTheEndNothingIsUnderWay() {
        rollThreeNodes();

        for (NodeCount state : NodeCount.values()) {
            assertThat(nodes(state)).as(state.name()).isZero();
        }
        assertThat(registry.get("evenkeel.step.active").longTaskTimers())
                .isNotEmpty()
                .allSatisfy(timer -> assertThat(timer.activeTasks()).isZero());
    }

    private double nodes(NodeCount state) {
        return registry.get("evenkeel.nodes")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .gauge()
                .value();
    }

    @Test
    void whileItGoesOnItsNodesAreCountedByState() {
        Set<String> seen = new TreeSet<>();
        Simulation.of(4)
                .withoutFaults()
                .nodes(4)
                .rollout(Rollout.maxUnavailable(2))
                .planned(plan -> plan.withListener(meters).withListener(UpgradeListener.of(event -> {
                    seen.add((int) nodes(NodeCount.WAITING) + " " + (int) nodes(NodeCount.UNDER_WAY) + " "
                            + (int) nodes(NodeCount.REPLACED));
                })))
                .run();

        assertThat(seen).contains("4 0 0", "2 2 0", "0 0 4");
        assertThat(seen).allSatisfy(counts -> assertThat(counts).matches("[0-4] [0-2] [0-4]"));
    }

    @Test
    void aDrainWithoutARollLeavesNothingBehind() {
        EventSource source = EventSubject.ofRun("drain-1", Optional.empty())
                .aboutNode("10.0.10.2", Optional.empty(), Optional.empty());
        meters.onStepStarted(new EventRecords.StepStarted(Instant.EPOCH, source, Step.EVICT, "node", "so it is"));
        assertThat(nodes(NodeCount.UNDER_WAY)).isOne();

        meters.onStepFailed(
                new EventRecords.StepFailed(Instant.EPOCH.plusSeconds(5), source, Step.EVICT, "node", "as if"));

        assertThat(nodes(NodeCount.UNDER_WAY)).isZero();
        assertThat(registry.get("evenkeel.step")
                        .tags("step", "EVICT", "outcome", "failed")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(5);
    }

    /** Rolls in which all kinds of things go wrong. */
    private void rollMuch() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.of(seed)
                    .planned(plan -> plan.withGate(new Board())
                            .withProbe(() -> new ProbeResult(true, "as if"))
                            .withListener(meters))
                    .run();
        }
    }

    @Test
    void theDocumentationNamesTheMetersAndTheirTags() throws IOException {
        rollMuch();
        Map<String, String> registered = new TreeMap<>();
        registry.getMeters().forEach(meter -> registered.put(meter.getId().getName(), described(meter)));

        Map<String, String> documented = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("..", "..", "docs", "metrics.md")));
        while (rows.find()) {
            Set<String> tags =
                    new TreeSet<>(Set.of(rows.group(3).replaceAll("[` ]", "").split(",", -1)));
            documented.put(rows.group(1), rows.group(2) + " " + tags);
        }
        documented.keySet().removeIf(name -> name.startsWith("evenkeel.observed."));
        assertThat(registered).isEqualTo(documented);
    }

    private static String described(Meter meter) {
        Set<String> tags = new TreeSet<>();
        meter.getId().getTags().stream().map(Tag::getKey).forEach(tags::add);
        String type = meter.getId().getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return type + " " + (tags.isEmpty() ? Set.of("") : tags);
    }

    @Test
    void noTagNamesAnythingOfACluster() {
        rollMuch();

        assertThat(registry.getMeters()).hasSizeLessThan(250).allSatisfy(meter -> assertThat(
                        meter.getId().getTags())
                .allSatisfy(
                        tag -> assertThat(tag.getValue()).matches("[A-Za-z_-]+").doesNotStartWith("ocid")));
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getDescription())
                .doesNotContainNull();
    }
}
