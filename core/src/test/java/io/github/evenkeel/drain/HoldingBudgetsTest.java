package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a budget holds is waited for, and passed by only if the policy says so. */
class HoldingBudgetsTest {
    private static final EvictionAnswer HELD = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
    private static final DrainPolicy AFTER_FIVE_MINUTES =
            DrainPolicy.defaults().overridingBudgetsAfter(Duration.ofMinutes(5));

    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    private final Drain drain = node.drain();
    private int revision;

    private static Pod web(String name) {
        return Pods.of(name, Pods.owner("ReplicaSet", "web"));
    }

    /** A budget that needs two, as its controller writes it. */
    private void budget(int healthy, int expected) {
        int allowed = Math.max(0, healthy - 2);
        node.budgets.clear();
        node.budgets.add(budget("pdb", String.valueOf(++revision), healthy, 2, expected, allowed));
        node.everyAnswer = allowed > 0 ? EvictionAnswer.of(Verdict.ACCEPTED) : HELD;
    }

    private static DisruptionBudget budget(
            String name, String revision, int healthy, int needed, int expected, int allowed) {
        return DisruptionBudget.builder("shop", name, PodSelector.ofLabels(Map.of("app", "web")))
                .revision(revision)
                .healthy(healthy)
                .needed(needed)
                .expected(expected)
                .allowed(allowed)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }

    private void closed() {
        node.budgets.add(budget("pdb", "1", 3, 3, 3, 0));
        node.everyAnswer = HELD;
    }

    @Test
    void aSoundBudgetOutlivesTheMomentBetweenAPodAndItsSuccessor() {
        budget(3, 3);
        node.add(web("web-0"), web("web-1"));
        node.before.put("evict", () -> node.later(1, () -> budget(2, 3)));
        node.ended = pod -> {
            budget(2, 2); // its successor is not there yet
            node.later(3, () -> budget(2, 3));
            node.later(20, () -> budget(3, 3));
        };

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).containsExactly("shop/web-0", "shop/web-1");
    }

    @Test
    void itOutlivesItBeforeTheDrainToo() {
        budget(2, 2);
        node.add(web("web-0"));
        node.later(3, () -> budget(3, 3));

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
    }

    @Test
    void aBudgetThatAllowsNoEvictionForAWhileIsRefused() {
        closed();
        node.add(web("web-0"));
        Duration begin = node.scheduler.elapsed();

        assertThat(catchThrowableOfType(PlanRefusedException.class, plan::drain))
                .hasMessageContainingAll("shop/web-0", "shop/pdb", "never allow a disruption");

        assertThat(node.scheduler.elapsed().minus(begin)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(node.calls).doesNotContain("cordon");
    }

    @Test
    void whatElseBlocksIsRefusedAtOnce() {
        closed();
        node.add(web("web-0"), Pods.of("loner", null));
        Duration begin = node.scheduler.elapsed();

        assertThat(catchThrowableOfType(PlanRefusedException.class, plan::drain))
                .hasMessageContainingAll("shop/web-0", "shop/loner");

        assertThat(node.scheduler.elapsed()).isEqualTo(begin);
    }

    @Test
    void theSameGoesBeforeTheRollOfANode() {
        budget(2, 2);
        node.add(web("web-0"));
        node.later(3, () -> budget(3, 3));
        drain.requireAllMayLeave(OneNode.NAME, "node");

        budget(2, 2);
        assertThatThrownBy(() -> drain.requireAllMayLeave(OneNode.NAME, "node"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContainingAll("node: expected only pods that can be evicted", "shop/web-0");
    }

    @Test
    void aBudgetThatClosesDuringTheDrainIsWaitedForAndNamed() {
        budget(3, 3);
        node.add(web("web-0"), web("web-1"));
        node.ended = pod -> budget(2, 2);

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed)
                .hasMessageContainingAll("within 15m", "shop/web-1", "shop/pdb (needs 2 healthy pods, has 2 of 2)");
        assertThat(failed.drainReport().orElseThrow().outcome()).isEqualTo(DrainReport.Outcome.RESTORED);
    }

    @Test
    void aPodDeletedPastItsBudgetHasAnEventAndALineOfItsOwn() {
        closed();
        node.add(web("web-0"));
        List<UpgradeEvent.PodDeletedPastBudget> told = new ArrayList<>();
        Duration begin = node.scheduler.elapsed();

        DrainReport report = escalating(told).drain();

        assertThat(node.scheduler.elapsed().minus(begin)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.pod()).isEqualTo("shop/web-0");
            assertThat(event.node()).isEqualTo(OneNode.NAME);
            assertThat(event.budget()).contains("shop/pdb", "needs 3", "has 3 of 3");
        });
        assertThat(report.evicted()).containsExactly("shop/web-0");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("shop/web-0", "deleted past disruption budget shop/pdb");
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsToldOfAndNotRepeated() {
        closed();
        node.add(web("web-0"));
        node.viewsAreDeaf = true;
        node.lostAnswer =
                ServiceException.of(ServiceException.Outcome.UNKNOWN, "delete pod", "the connection broke off");
        List<UpgradeEvent.PodDeletedPastBudget> told = new ArrayList<>();

        escalating(told)
                .withTiming(Timing.defaults()
                        .withCalls(calls -> calls.withPoll(Duration.ofSeconds(1)))
                        .withDrain(drain -> drain.withEvictionRetry(Duration.ofSeconds(1))))
                .drain();

        assertThat(node.deleted).containsExactly("web-0");
        assertThat(told).hasSize(1);
    }

    @Test
    void podsOfSeveralBudgetsAreDeletedAfterTheTimeThoughTheyAllow() {
        node.budgets.add(budget("one", "1", 3, 2, 3, 1));
        node.budgets.add(budget("two", "1", 3, 2, 3, 1));
        node.everyAnswer = EvictionAnswer.of(Verdict.SEVERAL_BUDGETS, "more than one");
        node.add(web("web-0"));

        boolean canDrain = plan.withDrainPolicy(AFTER_FIVE_MINUTES).preview().canDrain();
        escalating(new ArrayList<>()).drain();

        assertThat(canDrain).isTrue();
        assertThat(node.deleted).containsExactly("web-0");
    }

    private DrainPlan escalating(List<UpgradeEvent.PodDeletedPastBudget> told) {
        return plan.withDrainPolicy(AFTER_FIVE_MINUTES).withListener(new UpgradeListener() {
            @Override
            public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
                told.add(event);
            }
        });
    }
}
