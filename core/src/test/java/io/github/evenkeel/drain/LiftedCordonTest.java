package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cordon that another lifts while the node is drained. */
class LiftedCordonTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    private int serial;

    /** As a Deployment's: one that leaves is made again, here if the node is open. */
    @BeforeEach
    void podsComeBackToAnOpenNode() {
        node.ended = pod -> {
            if (node.cordonedBy == null) {
                node.add(web());
            }
        };
    }

    private Pod web() {
        return Pods.of("web-" + ++serial, Pods.owner("ReplicaSet", "web"));
    }

    private void lift() {
        node.cordonedBy = null;
    }

    @Test
    void isPutAgainOnceWithAWarning() {
        node.add(web(), web());
        node.later(3, this::lift);

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(node.pods).isEmpty();
        assertThat(node.cordonedBy).startsWith("drain-");
        assertThat(report.evicted()).hasSizeBetween(3, 4);
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("node node-1", "uncordoned by another", "cordoned again");
    }

    @Test
    void liftedAgainItEndsTheDrainWhichSaysSo() {
        node.add(web(), web());
        node.before.put("evict", () -> node.later(1, this::lift));

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed)
                .hasMessageContainingAll("node node-1", "cordoned while it is drained", "uncordoned by another");
        assertThat(node.calls.stream().filter("evict"::equals)).hasSizeLessThan(10);
    }

    @Test
    void isSeenThoughNoPodComes() {
        node.add(web());
        node.later(3, this::lift);
        node.ended = pod -> {};

        assertThat(plan.drain().warnings()).hasSize(1);
        assertThat(node.cordonedBy).startsWith("drain-");
    }

    @Test
    void isSeenWhileABudgetHoldsThePods() {
        node.add(web());
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
        node.later(3, this::lift);
        Duration[] seen = {Duration.ZERO};
        Duration begin = node.scheduler.elapsed();
        node.before.put("cordon", () -> {
            seen[0] = node.scheduler.elapsed().minus(begin);
            if (!seen[0].isZero()) {
                node.everyAnswer = EvictionAnswer.of(Verdict.ACCEPTED);
            }
        });

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(seen[0]).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    @Test
    void isSeenWhileVolumesAreWaitedFor() {
        node.add(Pods.claiming("db-0", "data"));
        node.attached.put("shop/data", node.scheduler.elapsed().plusSeconds(60));
        node.later(30, () -> {
            lift();
            node.add(web());
        });

        assertThat(plan.drain().warnings()).hasSize(1);
        assertThat(node.cordonedBy).startsWith("drain-");
        assertThat(node.pods).isEmpty();
    }

    @Test
    void ofAnotherIsPutAgainAsOurOwn() {
        node.cordonedBy = "kubectl";
        node.add(web());
        node.later(3, this::lift);

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(node.cordonedBy).startsWith("drain-");
    }

    @Test
    void whatWasPutAgainIsLiftedIfTheDrainFails() {
        node.cordonedBy = "kubectl";
        node.add(web());
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
        node.later(3, this::lift);

        assertThatThrownBy(plan::drain).isInstanceOf(RunFailedException.class);

        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aReadThatIsBehindIsNoLiftedCordon() {
        node.add(web());
        int[] reads = {0};
        node.before.put(
                "evict",
                () -> node.before.put("read nodes", () -> {
                    if (++reads[0] == 1) {
                        String mark = node.cordonedBy;
                        node.cordonedBy = null; // for this read alone
                        node.before.put("read nodes", () -> node.cordonedBy = mark);
                    }
                }));

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.warnings()).isEmpty();
    }
}
