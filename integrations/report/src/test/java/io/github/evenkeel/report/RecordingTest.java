package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final Recording recording = new Recording();

    /** An event of the library, with these values. */
    private static <T> T made(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, none) -> {
            if (method.getName().equals("toString")) {
                return type.getSimpleName() + values;
            }
            return values.getOrDefault(
                    method.getName(), method.getReturnType().equals(Optional.class) ? Optional.empty() : "");
        }));
    }

    private static <T extends UpgradeEvent> T event(Class<T> type, int at, String node, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("at", Reports.BEGIN.plusSeconds(at));
        all.put(
                "source",
                made(
                        EventSource.class,
                        Map.of("runId", "r", "node", Optional.of(node).filter(name -> !name.isEmpty()))));
        return made(type, all);
    }

    @Test
    void beforeTheFirstEventThereIsNothing() {
        assertThat(recording.soFar()).isEmpty();
    }

    @Test
    void aRollThatGoesOnHasItsStepsUpToNow() {
        recording.onStepStarted(
                event(UpgradeEvent.StepStarted.class, 0, "", Map.of("step", Step.PREPARE, "object", "cluster")));
        recording.onStepEnded(event(UpgradeEvent.StepEnded.class, 3, "", Map.of("step", Step.PREPARE)));
        recording.onStepStarted(
                event(UpgradeEvent.StepStarted.class, 4, "a", Map.of("step", Step.EVICT, "object", "node a")));
        recording.onWaiting(event(
                UpgradeEvent.Waiting.class,
                9,
                "a",
                Map.of("step", Step.EVICT, "waitingFor", "2 pods to end", "atMost", Duration.ofMinutes(5))));

        RollReport soFar = recording.soFar().orElseThrow();

        assertThat(soFar.outcome()).isEmpty();
        assertThat(soFar.took()).isEqualTo(Duration.ofSeconds(9));
        assertThat(soFar.steps()).containsExactly(Reports.step(Step.PREPARE, "cluster", 0, 3));
        assertThat(soFar.nodes()).singleElement().satisfies(node -> {
            assertThat(node.result()).isEqualTo(NodeReport.Result.UNFINISHED);
            assertThat(node.steps()).containsExactly(Reports.step(Step.EVICT, "node a", 4, 9));
        });
        assertThat(soFar.moments())
                .filteredOn(moment -> moment.kind().equals(Moment.WAITING))
                .containsExactly(Reports.moment(9, Moment.WAITING, "a", "EVICT", "", "2 pods to end", 300));
        assertThat(ReportPage.html(soFar)).contains("goes on", "unfinished");
    }

    @Test
    void aBudgetThatRefusesAgainAndAgainIsOneMoment() {
        refused(1, "x/p", "needs 3, has 3");
        refused(5, "x/p", "needs 3, has 3");
        refused(6, "x/q", "needs 3, has 3");
        refused(9, "x/p", "needs 3, has 2");

        assertThat(recording.moments())
                .isEqualTo(List.of(
                        Reports.moment(
                                1, Moment.EVICTION_REFUSED, "a", null, "x/p", "BUDGET_EXHAUSTED: needs 3, has 3", -1),
                        Reports.moment(
                                6, Moment.EVICTION_REFUSED, "a", null, "x/q", "BUDGET_EXHAUSTED: needs 3, has 3", -1),
                        Reports.moment(
                                9, Moment.EVICTION_REFUSED, "a", null, "x/p", "BUDGET_EXHAUSTED: needs 3, has 2", -1)));
    }

    private void refused(int at, String pod, String message) {
        recording.onEvictionRefused(event(
                UpgradeEvent.EvictionRefused.class,
                at,
                "a",
                Map.of("pod", pod, "verdict", Verdict.BUDGET_EXHAUSTED, "message", Optional.of(message))));
    }

    @Test
    void whatHappenedIsKeptInOrder() {
        recording.onPodEvicted(event(UpgradeEvent.PodEvicted.class, 1, "a", Map.of("pod", "x/p")));
        recording.onRetrying(event(
                UpgradeEvent.Retrying.class,
                2,
                "a",
                Map.of("operation", "read", "why", "HTTP 503", "delay", Duration.ofSeconds(2), "attempt", 1)));
        recording.onRolledBack(event(UpgradeEvent.RolledBack.class, 3, "a", Map.of("what", "uncordoned a")));

        assertThat(recording.moments())
                .isEqualTo(List.of(
                        Reports.moment(1, Moment.EVICTED, "a", null, "x/p", "", -1),
                        Reports.moment(2, Moment.RETRYING, "a", null, "read", "HTTP 503", 2),
                        Reports.moment(3, Moment.ROLLED_BACK, "a", null, "", "uncordoned a", -1)));
    }
}
