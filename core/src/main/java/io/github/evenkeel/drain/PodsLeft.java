package io.github.evenkeel.drain;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.util.List;
import java.util.stream.Collectors;

/** Says which pods are still there and what holds them, a few by name and the rest by number. */
final class PodsLeft {
    private static final int BY_NAME = 5;

    private PodsLeft() {}

    static String describe(List<PodVerdict> left, List<DisruptionBudget> budgets) {
        String named = left.stream()
                .limit(BY_NAME)
                .map(verdict -> describe(verdict, budgets))
                .collect(Collectors.joining("; "));
        return left.size()
                + (left.size() == 1 ? " pod: " : " pods: ")
                + named
                + (left.size() > BY_NAME ? "; and " + (left.size() - BY_NAME) + " more" : "");
    }

    private static String describe(PodVerdict verdict, List<DisruptionBudget> budgets) {
        Pod pod = verdict.pod();
        String held = budgets.stream()
                .filter(budget -> budget.covers(pod) && !BudgetArithmetic.lets(budget, pod))
                .map(budget -> ", budget " + BudgetArithmetic.describe(budget))
                .collect(Collectors.joining());
        String due = pod.deletionDue() == null ? "" : ", to be gone by " + pod.deletionDue();
        return verdict + due + held;
    }
}
