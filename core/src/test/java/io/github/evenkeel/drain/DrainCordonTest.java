package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.ServiceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose cordon is lifted, and what is told of it. */
class DrainCordonTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    private final Pod pod = Pods.of("web-1", Pods.owner("ReplicaSet", "web"));

    private void podsStay() {
        node.add(pod);
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
    }

    @Test
    void anErrorOfAnyKindPutsTheNodeBack() {
        node.add(pod);
        node.before.put("evict", () -> {
            throw new IllegalStateException("a client's own mistake");
        });

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed).hasMessageContaining("a client's own mistake");
        assertThat(failed.drainReport().orElseThrow().outcome()).isEqualTo(DrainReport.Outcome.RESTORED);
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aReadThatIsBehindDoesNotHideTheCordonFromTheStepThatLiftsIt() {
        node.add(pod);
        node.before.put("evict", () -> {
            String mark = node.cordonedBy;
            node.cordonedBy = null; // as if it had not been put yet
            node.later(3, () -> node.cordonedBy = mark);
            throw new IllegalStateException("a client's own mistake");
        });

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed.drainReport().orElseThrow().failure().orElseThrow().rolledBack())
                .hasSize(1);
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aDrainThatMayNotEvictTouchesNothing() {
        node.add(pod);
        node.before.put("try eviction", () -> {
            throw ServiceException.of(ServiceException.Outcome.DENIED, "create pods/eviction", "HTTP 403 Forbidden");
        });

        assertThatThrownBy(plan::drain)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("create pods/eviction", "HTTP 403 Forbidden", "permissions");
        assertThat(node.calls).doesNotContain("cordon", "evict");
    }

    @Test
    void aDrainThatFailsLeavesTheCordonOfAnother() {
        podsStay();
        node.before.put("cordon", () -> {
            node.cordonedBy = "drain-of-another";
            throw ServiceException.of(ServiceException.Outcome.CONFLICT, "cordon node", "changed since");
        });

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(node.cordonedBy).isEqualTo("drain-of-another");
        assertThat(failed.drainReport().orElseThrow().failure().orElseThrow().rolledBack())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drain", "drain-of-another"})
    void restoreLiftsTheCordonOfAnyDrain(String mark) {
        node.cordonedBy = mark;
        DrainRestoration restored = plan.restore();
        assertThat(restored.outcome()).isEqualTo(DrainRestoration.Outcome.UNCORDONED);
        assertThat(restored.drainId()).contains(mark);
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void restoreOfOneDrainLeavesTheCordonOfAnother() {
        String drainId = plan.drain().drainId();
        assertThat(node.cordonedBy).isEqualTo(drainId);
        assertThat(plan.restore("drain-of-another").outcome()).isEqualTo(DrainRestoration.Outcome.CORDON_OF_OTHERS);
        assertThat(plan.restore("9f3c-run").drainId()).isEmpty();
        assertThat(node.cordonedBy).isEqualTo(drainId);

        assertThat(plan.restore(drainId))
                .isEqualTo(new DrainRestoration(DrainRestoration.Outcome.UNCORDONED, Optional.of(drainId)));
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aMarkOfARunIsNoDrainToRestore() {
        node.cordonedBy = "9f3c-run";
        assertThat(plan.restore("9f3c-run").outcome()).isEqualTo(DrainRestoration.Outcome.CORDON_OF_OTHERS);
        assertThat(node.cordonedBy).isEqualTo("9f3c-run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9f3c-run", "drained-by-hand"})
    void andNoOther(String mark) {
        node.cordonedBy = mark;
        assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.CORDON_OF_OTHERS);
        assertThat(node.cordonedBy).isEqualTo(mark);
    }

    @Test
    void restoreTellsOfTheMarkThatIsThereAtTheEnd() {
        node.cordonedBy = "drain-1";
        node.before.put("uncordon", () -> {
            node.before.remove("uncordon");
            node.cordonedBy = "9f3c-run";
            throw ServiceException.of(ServiceException.Outcome.CONFLICT, "uncordon node", "changed since");
        });

        assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.CORDON_OF_OTHERS);
        assertThat(node.cordonedBy).isEqualTo("9f3c-run");
    }

    @Test
    void aLostAnswerIsNoReasonToSayThatThereWasNoCordon() {
        node.cordonedBy = "drain-1";
        node.before.put("uncordon", () -> {
            node.cordonedBy = null;
            throw ServiceException.of(ServiceException.Outcome.UNKNOWN, "uncordon node", "the connection broke off");
        });

        assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.UNCORDONED);
    }

    @Test
    void aRefusedRequestAndAReadThatIsBehindAreNoReasonToSayThatItIsLifted() {
        node.cordonedBy = "drain-1";
        int[] reads = {0};
        node.before.put("read nodes", () -> node.cordonedBy = ++reads[0] == 2 ? null : "drain-1");
        node.before.put("uncordon", () -> {
            node.before.remove("uncordon");
            throw ServiceException.of(ServiceException.Outcome.CONFLICT, "uncordon node", "changed since");
        });

        assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.UNCORDONED);

        assertThat(reads[0]).isEqualTo(3);
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aNodeThatGoesBeforeTheCordonIsNamed() {
        node.add(pod);
        node.before.put("read nodes", () -> node.nodeIsGone = true);

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed).hasMessageContainingAll("node node-1", "no such node");
        assertThat(node.calls).doesNotContain("cordon", "evict");
    }

    @Test
    void aNodeThatIsDeletedDuringTheEvictionsIsEmptyOnceItsPodsAreGone() {
        podsStay();
        node.later(60, () -> {
            node.nodeIsGone = true;
            node.pods.clear();
        });

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
    }

    @Test
    void ifTheyStayTheReportSaysThatTheNodeIsGone() {
        podsStay();
        node.later(60, () -> node.nodeIsGone = true);

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed).hasMessageContaining("shop/web-1");
        assertThat(failed.drainReport().orElseThrow().failure().orElseThrow().rolledBack())
                .isEmpty();
        assertThat(failed.drainReport().orElseThrow().warnings())
                .singleElement()
                .asString()
                .contains("node node-1", "no longer there");
    }
}
