package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.DisruptionBudget.Mode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules by which the API server decides on an eviction, and by which a budget never allows one. */
class BudgetArithmeticTest {
    private static final Pod READY = Pods.of("web-1", Pods.owner("ReplicaSet", "web")).toBuilder()
            .traits(Set.of(Pod.Trait.READY))
            .build();
    private static final Pod NOT_READY = READY.toBuilder().traits(Set.of()).build();

    @ParameterizedTest
    @CsvSource({"2, 2, true", "3, 2, true", "1, 2, false", "2, 0, false"})
    void aPodThatIsNotReadyLeavesIfEnoughOthersAreHealthy(int healthy, int needed, boolean leaves) {
        DisruptionBudget budget = Pods.budget("pdb", healthy, needed, 0);

        assertThat(BudgetArithmetic.lets(budget, NOT_READY)).isEqualTo(leaves);
        assertThat(BudgetArithmetic.lets(budget, READY)).isFalse();
    }

    @Test
    void aPodThatIsNotReadyLeavesIfTheBudgetAlwaysAllowsThat() {
        DisruptionBudget budget = Pods.budget("pdb", 0, 2, 0).toBuilder()
                .modes(Set.of(Mode.OBSERVED, Mode.UNHEALTHY_MAY_LEAVE))
                .build();

        assertThat(BudgetArithmetic.lets(budget, NOT_READY)).isTrue();
        assertThat(BudgetArithmetic.lets(budget, READY)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Pod.Phase.class,
            names = {"PENDING", "SUCCEEDED", "FAILED"})
    void noBudgetHoldsAPodThatDoesNotRun(Pod.Phase phase) {
        Pod pod = READY.toBuilder().phase(phase).build();
        DisruptionBudget none = Pods.budget("pdb", 2, 2, 0);

        assertThat(BudgetArithmetic.lets(none, pod)).isTrue();
        assertThat(BudgetArithmetic.neverLetsGo(none, pod)).isFalse();
        assertThat(BudgetArithmetic.several(pod, List.of(none, none))).isFalse();
    }

    @Test
    void severalBudgetsHoldAPodThatRuns() {
        DisruptionBudget one = Pods.budget("pdb", 3, 2, 1);
        DisruptionBudget elsewhere = one.toBuilder().namespace("other").build();

        assertThat(BudgetArithmetic.several(READY, List.of(one, one))).isTrue();
        assertThat(BudgetArithmetic.several(READY, List.of(one, elsewhere))).isFalse();
        assertThat(BudgetArithmetic.several(Pods.leaving(READY), List.of(one, one)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 0, 0, true", // all healthy, none under way, none allowed
        "3, 2, 0, 0, true", // more than it counts
        "1, 2, 0, 0, false", // a pod starts
        "2, 2, 1, 0, false", // a pod ends
        "2, 2, 0, 1, false", // one may go
        "0, 0, 0, 0, false" // it counts no pods
    })
    void aBudgetNeverAllowsADisruptionIfItsFiguresCanNotChange(
            int healthy, int expected, int underway, int allowed, boolean never) {
        DisruptionBudget budget = Pods.budget("pdb", healthy, 2, allowed).toBuilder()
                .expected(expected)
                .underway(underway)
                .build();

        assertThat(BudgetArithmetic.neverLetsGo(budget, READY)).isEqualTo(never);
        assertThat(BudgetArithmetic.neverLetsGo(
                        budget.toBuilder().modes(Set.of()).build(), READY))
                .isFalse();
    }

    @Test
    void aBudgetWhoseControllerCanNotCountItsPodsNeverAllowsADisruption() {
        DisruptionBudget uncounted = Pods.budget("pdb", 0, 0, 0).toBuilder()
                .modes(Set.of())
                .uncounted("no such kind")
                .build();

        assertThat(BudgetArithmetic.neverLetsGo(uncounted, READY)).isTrue();
        assertThat(BudgetArithmetic.neverLetsGo(uncounted, Pods.leaving(READY))).isFalse();
        assertThat(BudgetArithmetic.allows(Pods.budget("pdb", 3, 2, 1))).isTrue();
        assertThat(BudgetArithmetic.allows(
                        Pods.budget("pdb", 3, 2, 1).toBuilder().modes(Set.of()).build()))
                .isFalse();
    }

    @Test
    void finalizersHoldPodsThatEndOrHaveEnded() {
        Pod held = Pods.heldBy("example.com/hold", READY);
        Pod finished = held.toBuilder().phase(Pod.Phase.SUCCEEDED).build();
        Pod ofJob = Pods.heldBy("batch.kubernetes.io/job-tracking", finished);

        assertThat(Finalizers.holding(held)).isEmpty();
        assertThat(Finalizers.holding(Pods.leaving(held))).containsExactly("example.com/hold");
        assertThat(Finalizers.holding(finished)).containsExactly("example.com/hold");
        assertThat(Finalizers.holding(ofJob)).isEmpty();
        assertThat(Finalizers.holding(Pods.leaving(ofJob))).hasSize(1);
        assertThat(Finalizers.of(Pods.leaving(held), "node a").toString()).contains("being deleted");
        assertThat(Finalizers.of(finished, "node a").toString()).contains("finished");
    }
}
