package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server answers for one pod is about that pod. */
class RefusedEvictionsTest {
    private static final String DENIED = "admission webhook \"vm.example.com\" denied the request: it migrates";
    private static final EvictionAnswer REFUSED = EvictionAnswer.of(Verdict.REFUSED, DENIED);

    private final OneNode node = new OneNode();
    private final Duration begun = node.scheduler.elapsed();

    @BeforeEach
    void pods() {
        for (String name : List.of("a", "b", "c")) {
            node.add(Pods.of(name, Pods.owner("ReplicaSet", name)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNAVAILABLE", "UNKNOWN", "CONFLICT", "REJECTED", "THROTTLED"})
    void aTryThatFailsHidesNoOtherPod(Outcome outcome) {
        node.failures.put("a", failure(outcome));

        DrainPreview preview = plan().preview();

        assertThat(preview.pods()).extracting(verdict -> verdict.pod().name()).containsExactly("a", "b", "c");
        assertThat(preview.pods().get(0).reasons()).last().asString().contains("HTTP 500, what the server says");
        assertThat(preview.pods().get(1).reasons()).containsExactly("of ReplicaSet b");
        assertThat(preview.canDrain()).isTrue();
        assertThat(elapsed()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aServerThatAnswersForNoPodIsTriedForTheTimeOfAPreview() {
        node.failures.put("a", failure(Outcome.UNAVAILABLE));
        node.failures.put("b", failure(Outcome.UNAVAILABLE));
        node.failures.put("c", failure(Outcome.UNAVAILABLE));

        assertThat(catchThrowableOfType(ServiceException.class, () -> plan().preview()))
                .hasMessageContaining("what the server says");
        // The next attempt would have been later than a preview may take.
        assertThat(elapsed())
                .isBetween(Duration.ofSeconds(30), Timing.defaults().calls().preview());
    }

    @Test
    void aTryThatHangsIsNotMadeAgainAsOthersAreAnswered() {
        node.failures.put("a", failure(Outcome.UNKNOWN));
        AtomicBoolean hung = new AtomicBoolean();
        node.before.put("try eviction", () -> {
            if (hung.compareAndSet(false, true)) {
                node.scheduler.sleep(Duration.ofSeconds(30));
            }
        });

        DrainPreview preview = plan().preview();

        assertThat(preview.pods()).hasSize(3);
        assertThat(preview.pods().get(0).reasons()).last().asString().contains("could not be tried");
        assertThat(node.calls.stream().filter("try eviction"::equals)).hasSize(3);
    }

    @Test
    void aFailureWithoutAnAnswerNamesTheServer() {
        node.endpoint = "https://10.0.0.5:6443";
        node.before.put("read nodes", () -> {
            throw failure(Outcome.UNKNOWN);
        });

        assertThat(catchThrowableOfType(ServiceException.class, () -> plan().preview()))
                .hasMessageContaining("the server asked is https://10.0.0.5:6443");
    }

    @Test
    void aRefusalIsToldAndNoObstacle() {
        node.answers.put("a", REFUSED);

        DrainPreview preview = plan().preview();

        assertThat(preview.canDrain()).isTrue();
        assertThat(preview.pods().get(0).decision()).isEqualTo(PodVerdict.Decision.EVICT);
        assertThat(preview.pods().get(0).reasons()).last().asString().contains(DENIED);
        node.drain().requireAllMayLeave(OneNode.NAME, "node");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNAVAILABLE", "UNKNOWN", "REJECTED"})
    void thePreparationOfADrainDoesNotWaitForOnePod(Outcome outcome) {
        node.failures.put("a", failure(outcome));
        List<Duration> cordonedAt = new ArrayList<>();
        node.before.put("cordon", () -> {
            cordonedAt.add(elapsed());
            node.later(60, () -> node.failures.clear());
        });

        DrainReport report = plan().drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(cordonedAt).containsExactly(Duration.ZERO);
        assertThat(report.evicted()).containsExactly("shop/b", "shop/c", "shop/a");
    }

    @Test
    void aMissingPermissionIsFoundBeforeTheCordon() {
        node.failures.put("a", failure(Outcome.DENIED));

        assertThat(catchThrowableOfType(PlanRefusedException.class, () -> plan().drain()))
                .hasMessageContaining("permissions of the client");
        assertThat(node.calls).doesNotContain("cordon");
    }

    @Test
    void othersOfTheSameBudgetLeaveMeanwhile() {
        node.pods.clear();
        for (String name : List.of("a", "b", "c")) {
            node.add(Pods.of(name, Pods.owner("ReplicaSet", "web")));
        }
        node.budgets.add(Pods.budget("pdb", 3, 3, 3));
        node.answers.put("a", REFUSED);
        node.ended = pod -> {
            if (pod.name().equals("c")) {
                node.answers.clear();
            }
        };

        assertThat(plan().drain().evicted()).containsExactly("shop/b", "shop/c", "shop/a");
    }

    @Test
    void aPodThatItsOperatorDeletesIsNotToldAsEvicted() {
        node.answers.put("a", REFUSED);
        node.later(40, () -> node.pods.remove("a"));
        List<UpgradeEvent.PodMovedByOthers> moved = new ArrayList<>();

        DrainReport report = plan().withListener(new UpgradeListener() {
                    @Override
                    public void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {
                        moved.add(event);
                    }
                })
                .drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).containsExactly("shop/b", "shop/c");
        assertThat(moved).singleElement().satisfies(event -> {
            assertThat(event.pod()).isEqualTo("shop/a");
            assertThat(event.refusal()).isEqualTo(DENIED);
        });
        assertThat(report.warnings()).singleElement().asString().contains("deleted by another client", DENIED);
    }

    @Test
    void aPodThatIsRefusedToTheEndIsNamedWithTheWordsOfWhoRefuses() {
        node.answers.put("b", REFUSED);

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> plan().drain());

        assertThat(failed.drainReport().orElseThrow().outcome()).isEqualTo(DrainReport.Outcome.RESTORED);
        assertThat(failed.drainReport().orElseThrow().evicted()).containsExactly("shop/a", "shop/c");
        assertThat(failed).hasMessageContainingAll("1 pod", "shop/b", DENIED);
        assertThat(node.calls.stream().filter("evict"::equals)).hasSizeBetween(10, 40);
    }

    @Test
    void aRefusalAfterALostAnswerTellsThatNothingHadComeOfIt() {
        node.failures.put("a", failure(Outcome.UNKNOWN));
        node.later(2, () -> {
            node.failures.clear();
            node.answers.put("a", REFUSED);
        });
        node.later(60, () -> node.pods.remove("a"));

        assertThat(plan().drain().evicted()).containsExactly("shop/b", "shop/c");
    }

    private Duration elapsed() {
        return node.scheduler.elapsed().minus(begun);
    }

    private DrainPlan plan() {
        return PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    }

    private static ServiceException failure(Outcome outcome) {
        return ServiceException.of(outcome, "create pods/eviction shop/a", "HTTP 500, what the server says");
    }
}
