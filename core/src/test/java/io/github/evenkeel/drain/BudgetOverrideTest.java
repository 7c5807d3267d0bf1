package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetOverrideTest {
    private static final Duration AFTER = Duration.ofMinutes(5);

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final BudgetOverride escalation = new BudgetOverride(
            DrainPolicy.defaults().overridingBudgetsAfter(AFTER),
            NodeScope.begin(scheduler, Timing.defaults(), List.of()).waits());
    private final Pod pod = Pods.of("web-1", Pods.owner("ReplicaSet", "web"));
    private final DisruptionBudget closed = Pods.budget("pdb", 2, 2, 0);

    private List<Pod> overdueAfter(Duration time, DisruptionBudget... budgets) {
        scheduler.sleep(time);
        return escalation.overdue(List.of(pod), List.of(budgets));
    }

    @Test
    void aBudgetThatLetsNobodyGoIsPassedByAfterTheTime() {
        assertThat(overdueAfter(Duration.ZERO, closed)).isEmpty();
        assertThat(overdueAfter(AFTER.minusSeconds(1), closed)).isEmpty();
        assertThat(overdueAfter(Duration.ofSeconds(1), closed)).containsExactly(pod);
    }

    @Test
    void neverWhileItAllowsADisruption() {
        DisruptionBudget open = Pods.budget("pdb", 3, 2, 1);
        overdueAfter(Duration.ZERO, closed);
        assertThat(overdueAfter(AFTER, open)).isEmpty();
        assertThat(overdueAfter(AFTER.minusSeconds(1), closed))
                .as("it has moved since")
                .isEmpty();
        assertThat(overdueAfter(Duration.ofSeconds(1), closed)).containsExactly(pod);
    }

    @Test
    void notEvenIfThereIsNoTimeToWait() {
        BudgetOverride atOnce = new BudgetOverride(
                DrainPolicy.defaults().overridingBudgetsAfter(Duration.ZERO),
                NodeScope.begin(scheduler, Timing.defaults(), List.of()).waits());
        assertThat(atOnce.overdue(List.of(pod), List.of(Pods.budget("pdb", 3, 2, 1))))
                .isEmpty();
        assertThat(atOnce.overdue(List.of(pod), List.of(closed))).containsExactly(pod);
    }

    @Test
    void aBudgetThatHasLetAnotherPodGoHasItsTimeAgain() {
        overdueAfter(Duration.ZERO, closed);
        scheduler.sleep(AFTER.minusSeconds(1));
        escalation.letGo(Pods.of("web-2", Pods.owner("ReplicaSet", "web")), List.of(closed));

        assertThat(overdueAfter(Duration.ofSeconds(2), closed)).isEmpty();
        assertThat(escalation.heldFor(pod)).isEqualTo(AFTER.plusSeconds(1));
        assertThat(overdueAfter(AFTER, closed)).containsExactly(pod);
    }

    @Test
    void severalBudgetsArePassedByWhateverTheyAllow() {
        DisruptionBudget open = Pods.budget("pdb", 3, 2, 1);
        DisruptionBudget other = Pods.budget("other", 3, 2, 1);
        assertThat(overdueAfter(Duration.ZERO, open, other)).isEmpty();
        assertThat(overdueAfter(AFTER, open, other)).containsExactly(pod);
    }

    @Test
    void withoutTheWordOfThePolicyNothingIsPassedBy() {
        BudgetOverride none = new BudgetOverride(
                DrainPolicy.defaults(),
                NodeScope.begin(scheduler, Timing.defaults(), List.of()).waits());
        none.overdue(List.of(pod), List.of(closed));
        scheduler.sleep(Duration.ofDays(1));
        assertThat(none.overdue(List.of(pod), List.of(closed))).isEmpty();
        assertThat(none.heldFor(pod)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anEvictionThatTheBudgetDoesNotCoverIsNoneOfIts() {
        overdueAfter(Duration.ZERO, closed);
        scheduler.sleep(AFTER.minusSeconds(1));
        escalation.letGo(Pods.labelled("db-1", Map.of("app", "db")), List.of(closed));

        assertThat(overdueAfter(Duration.ofSeconds(1), closed)).containsExactly(pod);
    }

    @Test
    void aPodThatNoBudgetHoldsAnyMoreHasItsTimeAgain() {
        overdueAfter(Duration.ZERO, closed);
        assertThat(overdueAfter(AFTER)).isEmpty();
        assertThat(escalation.heldFor(pod)).isZero();

        assertThat(overdueAfter(Duration.ZERO, closed)).isEmpty();
        assertThat(overdueAfter(AFTER, closed)).containsExactly(pod);
    }

    @Test
    void isPossibleOnlyIfThePolicySaysSo() {
        assertThat(escalation.possible()).isTrue();
        assertThat(new BudgetOverride(
                                DrainPolicy.defaults(),
                                NodeScope.begin(scheduler, Timing.defaults(), List.of())
                                        .waits())
                        .possible())
                .isFalse();
    }
}
