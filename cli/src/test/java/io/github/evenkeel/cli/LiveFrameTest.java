package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.NodeProgress;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.cli.LiveFrame.Line;
import io.github.evenkeel.cli.LiveFrame.Tone;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pictures of simulated rolls, one at each event. */
class LiveFrameTest {
    private static final Terminal USUAL = new Terminal(100, 24, true);

    private final LiveRoll roll = new LiveRoll();
    private final List<List<Line>> frames = new CopyOnWriteArrayList<>();
    private volatile Terminal terminal = USUAL;
    private volatile Instant latest = Instant.EPOCH;

    @Test
    void eachNodeHasALaneFromTheBeginToItsReplacement() {
        UpgradeReport report = rolled(Simulation.of(42).withoutFaults().nodes(4));

        List<Line> first = frames.get(2);
        assertThat(first.get(0).text()).contains("running  0 of 4 nodes  00:0", ", about ", " left");
        assertThat(lanes(first)).hasSize(4).allSatisfy(line -> assertThat(line.text())
                .contains("[....................]  begins in about "));
        assertThat(frames).anySatisfy(frame -> assertThat(lanes(frame))
                .satisfiesOnlyOnce(line -> {
                    assertThat(line.tone()).isEqualTo(Tone.UNDER_WAY);
                    assertThat(line.text()).containsPattern("\\[#+\\.+]  0\\d:\\d\\d  evict the node's pods");
                })
                .satisfiesOnlyOnce(line -> assertThat(line.tone()).isEqualTo(Tone.DONE)));

        List<Line> last = frame(UpgradeSnapshot.State.ENDED, 4, latest);
        assertThat(lanes(last)).hasSize(4).zipSatisfy(report.nodes(), (line, node) -> assertThat(line.text())
                .startsWith(node.node())
                .contains("[####################]  replaced by "
                        + node.replacement().orElseThrow() + " in "));
        assertThat(last.get(0).text()).contains("ended  4 of 4 nodes").doesNotContain("left", "forecast");
        assertThat(last.get(last.size() - 1).text()).contains(": ");
    }

    @Test
    void theTimeLeftFallsToTheEndOfTheForecast() {
        rolled(Simulation.of(42).withoutFaults().nodes(4));

        Instant begin = roll.begin().orElseThrow();
        Duration atFirst = roll.left(begin).orElseThrow();
        assertThat(roll.left(begin.plusSeconds(60))).hasValue(atFirst.minusSeconds(60));
        assertThat(frame(UpgradeSnapshot.State.RUNNING, 3, begin.plus(atFirst).plusSeconds(1))
                        .get(0)
                        .text())
                .endsWith(", longer than forecast");
    }

    @Test
    void aNodeThatFailsSaysWhy() {
        rolled(Simulation.of(43).withFault(Fault.NO_CAPACITY, 1000).nodes(3));

        assertThat(lanes(frames.get(frames.size() - 1)))
                .filteredOn(line -> line.tone() == Tone.WRONG)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.text()).contains("FAILED: wait for the replacement: "));
    }

    @Test
    void manyNodesFitALowTerminal() {
        terminal = new Terminal(60, 16, true);
        rolled(Simulation.of(44).withoutFaults().nodes(60));

        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame).hasSizeLessThanOrEqualTo(15);
            assertThat(frame).allSatisfy(line -> assertThat(line.text()).hasSizeLessThan(60));
        });
        assertThat(frames).anySatisfy(frame -> {
            assertThat(frame)
                    .extracting(Line::text)
                    .anyMatch(text -> text.matches("and \\d+ more nodes: [1-9]\\d* done.*"));
            assertThat(frame).extracting(Line::tone).contains(Tone.UNDER_WAY);
        });
    }

    @Test
    void escapesOfServicesDoNotReachTheTerminal() {
        assertThat(new LiveFrame(roll, new Snapshot(UpgradeSnapshot.State.RUNNING, 0, "\u001b[2J\u202e"), latest, USUAL)
                        .lines())
                .extracting(Line::text)
                .anyMatch(text -> text.contains("?[2J?"))
                .noneMatch(text -> text.contains("\u001b"));
    }

    /** Rolls it twice: once for the forecast, once for the pictures. */
    private UpgradeReport rolled(Simulation simulation) {
        Forecast forecast = simulation.run().report().orElseThrow().forecast().orElseThrow();
        roll.expects(forecast);
        return simulation
                .planned(plan -> roll.watching(plan).withListener(UpgradeListener.of(this::picture)))
                .run()
                .report()
                .orElseThrow();
    }

    private void picture(UpgradeEvent event) {
        latest = event.at();
        frames.add(frame(UpgradeSnapshot.State.RUNNING, event.source().nodesDone(), event.at()));
    }

    private List<Line> frame(UpgradeSnapshot.State state, int done, Instant at) {
        return new LiveFrame(roll, new Snapshot(state, done, ""), at, terminal).lines();
    }

    private static List<Line> lanes(List<Line> frame) {
        return frame.stream().filter(line -> line.text().contains("  [")).toList();
    }

    /** Snapshot of a roll of which nothing more is known. */
    private record Snapshot(State state, int nodesDone, String waits) implements UpgradeSnapshot {
        @Override
        public String runId() {
            return "run";
        }

        @Override
        public List<NodeProgress> nodesUnderWay() {
            return List.of();
        }

        @Override
        public Optional<Step> step() {
            return waits.isEmpty() ? Optional.empty() : Optional.of(Step.PREPARE);
        }

        @Override
        public Optional<String> object() {
            return Optional.empty();
        }

        @Override
        public Optional<String> waitingFor() {
            return Optional.of(waits).filter(text -> !text.isEmpty());
        }

        @Override
        public int nodes() {
            return 4;
        }

        @Override
        public Duration elapsed() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Forecast> forecast() {
            return Optional.empty();
        }

        @Override
        public List<AnsweredRequest> requests() {
            return List.of();
        }
    }
}
