package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeaksTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private static StepRecord step(Step step, int from, int to) {
        return new StepRecord(step, "node", BEGIN.plusSeconds(from), Duration.ofSeconds(to - from));
    }

    /** Taken away, and then replaced. */
    private static NodeReport deletedAndReplaced(int from) {
        return node(List.of(
                step(Step.DRAIN_BACKENDS, from, from + 10),
                step(Step.DELETE_NODE, from + 10, from + 20),
                step(Step.AWAIT_REPLACEMENT, from + 20, from + 90),
                step(Step.AWAIT_HEALTH, from + 90, from + 100)));
    }

    /** Replaced, and then taken away. */
    private static NodeReport surged(int from) {
        return node(List.of(
                step(Step.AWAIT_REPLACEMENT, from, from + 70),
                step(Step.AWAIT_HEALTH, from + 70, from + 80),
                step(Step.DRAIN_BACKENDS, from + 80, from + 90),
                step(Step.DELETE_NODE, from + 90, from + 100)));
    }

    private record Node(
            String node,
            String instanceId,
            String address,
            Result result,
            Optional<String> replacement,
            Optional<String> replacementInstanceId,
            Optional<String> replacementAddress,
            Optional<Duration> connectionDrain,
            List<StepRecord> steps,
            List<ManualStep> manualSteps)
            implements NodeReport {}

    private static NodeReport node(List<StepRecord> steps) {
        return new Node(
                "node",
                "instance",
                "10.0.10.1",
                NodeReport.Result.REPLACED,
                Optional.of("new"),
                Optional.of("new"),
                Optional.of("10.0.10.2"),
                Optional.empty(),
                steps,
                List.of());
    }

    private static Peaks peaks(NodeReport... nodes) {
        return Peaks.of(List.of(nodes));
    }

    @Test
    void oneAfterTheOtherOneIsUnavailable() {
        assertThat(peaks(deletedAndReplaced(5), deletedAndReplaced(105)))
                .isEqualTo(new Peaks(Duration.ofSeconds(200), 1, 2));
    }

    @Test
    void sideBySideAllAreUnavailable() {
        assertThat(peaks(deletedAndReplaced(0), deletedAndReplaced(50), deletedAndReplaced(99)))
                .isEqualTo(new Peaks(Duration.ofSeconds(199), 3, 3));
    }

    @Test
    void withSurgeThereAreMoreMachinesAndAllAreAvailable() {
        assertThat(peaks(surged(0), surged(0), surged(100))).isEqualTo(new Peaks(Duration.ofSeconds(200), 0, 5));
    }

    @Test
    void aNodeThatIsRestoredIsUnavailableMeanwhile() {
        assertThat(peaks(node(List.of(step(Step.DRAIN_BACKENDS, 0, 10), step(Step.CORDON, 10, 20)))))
                .isEqualTo(new Peaks(Duration.ofSeconds(20), 1, 1));
    }

    @Test
    void nothingIsRolled() {
        assertThat(peaks()).isEqualTo(new Peaks(Duration.ZERO, 0, 0));
    }
}
