package io.github.evenkeel.drain;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.util.List;

/** What a disruption budget's figures say. */
final class BudgetArithmetic {
    private BudgetArithmetic() {}

    /**
     * Whether waiting won't help if it stays so: the figures are up to date, all pods are well, none is on its way out,
     * and still none may leave. For a moment a sound budget may look like that, too: one that needs so many pods counts
     * those that there are, and between the end of a pod and its successor there is one less. One whose controller
     * can't count is never up to date.
     */
    static boolean neverLetsGo(DisruptionBudget budget, Pod pod) {
        if (budget.uncounted() != null) {
            return budget.allowed() == 0 && !lets(budget, pod);
        }
        return budget.modes().contains(DisruptionBudget.Mode.OBSERVED)
                && budget.expected() > 0
                && budget.healthy() >= budget.expected()
                && budget.underway() == 0
                && budget.allowed() == 0
                && !lets(budget, pod);
    }

    /** Whether it would let a pod go now, as far as its figures can be believed. */
    static boolean allows(DisruptionBudget budget) {
        return budget.modes().contains(DisruptionBudget.Mode.OBSERVED) && budget.allowed() > 0;
    }

    /** Whether several budgets cover the pod, so that the server never evicts it, whatever their figures. */
    static boolean several(Pod pod, List<DisruptionBudget> budgets) {
        return pod.phase() != Pod.Phase.PENDING
                && !pod.finished()
                && !pod.terminating()
                && budgets.stream().filter(budget -> budget.covers(pod)).count() > 1;
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
        if (budget.uncounted() != null) {
            return "%s (its controller can't count its pods, %s)".formatted(budget.path(), budget.uncounted());
        }
        return "%s (needs %d healthy pods, has %d of %d)"
                .formatted(budget.path(), budget.needed(), budget.healthy(), budget.expected());
    }
}
