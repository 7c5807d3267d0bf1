package io.github.evenkeel.drain;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.util.List;

/** Interprets the figures of a disruption budget. */
final class BudgetArithmetic {
    private BudgetArithmetic() {}

    /**
     * Whether the budget will never allow a disruption, if its figures stay: they are up to date, all pods are healthy,
     * none is terminating, and still no disruption is allowed. A sound budget may look like that for a moment, too:
     * between the end of a pod and the start of the next one it counts one pod less. Figures are never up to date if
     * the controller can't count the pods.
     */
    static boolean neverLetsGo(DisruptionBudget budget, Pod pod) {
        if (budget.uncounted().isPresent()) {
            return budget.allowed() == 0 && !lets(budget, pod);
        }
        return budget.modes().contains(DisruptionBudget.Mode.OBSERVED)
                && budget.expected() > 0
                && budget.healthy() >= budget.expected()
                && budget.underway() == 0
                && budget.allowed() == 0
                && !lets(budget, pod);
    }

    /** Whether it allows a disruption now, by figures that are up to date. */
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

    /** Whether the budget lets this pod be evicted without a disruption, as the pod is not ready. */
    static boolean lets(DisruptionBudget budget, Pod pod) {
        if (pod.phase() == Pod.Phase.PENDING || pod.finished() || pod.terminating()) {
            return true;
        }
        return !pod.is(Pod.Trait.READY)
                && (budget.modes().contains(DisruptionBudget.Mode.UNHEALTHY_MAY_LEAVE)
                        || (budget.needed() > 0 && budget.healthy() >= budget.needed()));
    }

    static String describe(DisruptionBudget budget) {
        if (budget.uncounted().isPresent()) {
            return "%s (its controller can't count its pods, %s)"
                    .formatted(budget.path(), budget.uncounted().get());
        }
        return "%s (needs %d healthy pods, has %d of %d)"
                .formatted(budget.path(), budget.needed(), budget.healthy(), budget.expected());
    }
}
