package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the pods to delete in spite of their budgets, if the policy says so: those whose budget has allowed no
 * disruption for the policy's time. The time starts anew for all pods of a budget once it allows a disruption.
 */
final class BudgetOverride {
    private final Optional<Duration> after;
    private final Waits waits;
    private final Map<String, Duration> heldSince = new HashMap<>();
    private final Map<String, Duration> movedAt = new HashMap<>();

    BudgetOverride(DrainPolicy policy, Waits waits) {
        this.after = policy.deletesPastBudgetsAfter();
        this.waits = waits;
    }

    boolean possible() {
        return after.isPresent();
    }

    Duration heldFor(Pod pod) {
        Duration now = waits.elapsed();
        return now.minus(heldSince.getOrDefault(pod.uid(), now));
    }

    /** Records that a pod was evicted: its budgets have allowed a disruption. */
    void letGo(Pod pod, List<DisruptionBudget> budgets) {
        budgets.stream().filter(budget -> budget.covers(pod)).forEach(this::moved);
    }

    /**
     * The pods to delete in spite of their budgets.
     *
     * @param due pods that would be evicted now
     */
    List<Pod> overdue(List<Pod> due, List<DisruptionBudget> budgets) {
        budgets.stream().filter(BudgetArithmetic::allows).forEach(this::moved);
        return due.stream().filter(pod -> isOverdue(pod, budgets)).toList();
    }

    private void moved(DisruptionBudget budget) {
        movedAt.put(budget.path(), waits.elapsed());
    }

    private boolean isOverdue(Pod pod, List<DisruptionBudget> budgets) {
        boolean several = BudgetArithmetic.several(pod, budgets);
        Optional<DisruptionBudget> holding = DisruptionBudgetThrottle.holding(pod, budgets);
        if (holding.isEmpty() && !several) {
            heldSince.remove(pod.uid());
            return false;
        }
        Duration now = waits.elapsed();
        Duration since = heldSince.computeIfAbsent(pod.uid(), uid -> now);
        if (several) {
            return isOver(since, now);
        }
        DisruptionBudget budget = holding.orElseThrow();
        Duration moved = movedAt.getOrDefault(budget.path(), since);
        return !BudgetArithmetic.allows(budget) && isOver(since.compareTo(moved) > 0 ? since : moved, now);
    }

    private boolean isOver(Duration since, Duration now) {
        return after.filter(time -> now.minus(since).compareTo(time) >= 0).isPresent();
    }
}
