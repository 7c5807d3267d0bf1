package io.github.evenkeel.drain;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;

/** What a disruption budget's figures say. */
final class BudgetArithmetic {
    private BudgetArithmetic() {}

    /**
     * Whether waiting won't help: the figures are up to date, all pods are well, none is on its way out, and still none
     * may leave.
     */
    static boolean neverLetsGo(DisruptionBudget budget, Pod pod) {
        return budget.modes().contains(DisruptionBudget.Mode.OBSERVED)
                && budget.expected() > 0
                && budget.healthy() >= budget.expected()
                && budget.underway() == 0
                && budget.allowed() == 0
                && !lets(budget, pod);
    }

    /** Whether the budget lets this pod go without counting it: it is not ready, and so protects nothing. */
    static boolean lets(DisruptionBudget budget, Pod pod) {
        if (pod.phase() == Pod.Phase.PENDING || pod.finished() || pod.terminating()) {
            return true;
        }
        return !pod.is(Pod.Trait.READY)
                && (budget.modes().contains(DisruptionBudget.Mode.UNHEALTHY_MAY_LEAVE)
                        || (budget.needed() > 0 && budget.healthy() >= budget.needed()));
    }

    static String describe(DisruptionBudget budget) {
        return "%s (needs %d healthy pods, has %d of %d)"
                .formatted(budget.path(), budget.needed(), budget.healthy(), budget.expected());
    }
}
