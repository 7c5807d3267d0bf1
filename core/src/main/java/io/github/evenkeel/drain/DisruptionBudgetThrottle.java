package io.github.evenkeel.drain;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the pods whose eviction the budgets probably allow now, to spare the API server requests that it would
 * refuse. Each budget has its own allowance: one that allows no disruption delays no pod of another.
 *
 * <p>A budget's figures lag behind the evictions of this drain. So the throttle counts its evictions until the budget's
 * revision changes; the figures alone may be the same again before they are read. Now and then it lets through a pod
 * whose budget allows no disruption, in case a watch event was lost.
 */
final class DisruptionBudgetThrottle {
    /** How long an accepted eviction may take to become visible, even if the watch has to be restarted for it. */
    private static final Duration SHOWS_WITHIN = Duration.ofSeconds(15);

    private final Duration retryAfter;
    private final Map<String, Spent> spent = new HashMap<>();
    private final Map<String, Duration> askAgainAt = new HashMap<>();
    private final Map<String, Duration> shownAt = new HashMap<>();
    private final PodRests rests;
    private Duration throttledUntil = Duration.ZERO;

    DisruptionBudgetThrottle(Duration retryAfter) {
        this.retryAfter = retryAfter;
        this.rests = new PodRests(retryAfter);
    }

    /** Evictions since the last change of a budget. */
    private record Spent(String revision, int evictions) {}

    List<Pod> choose(List<Pod> pods, List<DisruptionBudget> budgets, Duration now) {
        if (throttled(now)) {
            return List.of();
        }
        Map<String, Integer> allowance = new HashMap<>();
        Set<String> prodded = new HashSet<>();
        return pods.stream()
                .filter(pod -> !rests.has(pod, now))
                .filter(pod -> {
                    Optional<DisruptionBudget> holding = holding(pod, budgets);
                    return holding.isEmpty()
                            ? rested(pod.uid(), now)
                            : mayLeave(holding.get(), allowance) || prod(holding.get(), prodded, now);
                })
                .toList();
    }

    /** The budget that protects the pod, if one does. */
    static Optional<DisruptionBudget> holding(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod) && !BudgetArithmetic.lets(budget, pod))
                .findFirst();
    }

    /** Whether the time of the server's Retry-After is not over yet. */
    boolean throttled(Duration now) {
        return now.compareTo(throttledUntil) < 0;
    }

    /** Whether the pod was evicted so recently that this may not be visible yet. */
    boolean letGo(Pod pod, Duration now) {
        Duration shown = shownAt.get(pod.uid());
        return shown != null && now.compareTo(shown) < 0;
    }

    /** Records that the pod is terminating, or may be, which becomes visible soon. */
    void leaves(Pod pod, Duration now) {
        shownAt.put(pod.uid(), now.plus(retryAfter.compareTo(SHOWS_WITHIN) > 0 ? retryAfter : SHOWS_WITHIN));
    }

    /** Whether the last request for the pod is long enough ago. */
    boolean rested(Pod pod, Duration now) {
        return rested(pod.uid(), now);
    }

    /**
     * Records the response for a pod. A busy server gets no further request before its Retry-After is over. A refusal
     * that is not a budget's uses no allowance: other pods of the budget may be evicted meanwhile.
     */
    void asked(Pod pod, EvictionAnswer answer, List<DisruptionBudget> budgets, Duration now) {
        Duration wanted = answer.retryAfter().orElse(Duration.ZERO);
        Duration again = now.plus(wanted.compareTo(retryAfter) > 0 ? wanted : retryAfter);
        askAgainAt.put(pod.uid(), again);
        rests.asked(pod, answer, now);
        if (answer.verdict() == Verdict.REFUSED) {
            return;
        }
        if (answer.verdict() == Verdict.THROTTLED && throttledUntil.compareTo(now.plus(wanted)) < 0) {
            throttledUntil = now.plus(wanted);
        }
        if (answer.verdict() == Verdict.GONE || answer.verdict() == Verdict.ACCEPTED) {
            leaves(pod, now);
        }
        if (answer.verdict() == Verdict.GONE) {
            return; // it used no budget
        }
        for (DisruptionBudget budget : budgets) {
            if (budget.covers(pod) && !BudgetArithmetic.lets(budget, pod)) {
                askAgainAt.put(budget.path(), again);
                int before = spentOf(budget);
                int more = answer.verdict() == Verdict.ACCEPTED ? 1 : Math.max(0, budget.allowed() - before);
                spent.put(budget.path(), new Spent(budget.revision(), before + more));
            }
        }
    }

    private boolean mayLeave(DisruptionBudget budget, Map<String, Integer> allowance) {
        int left = allowance.computeIfAbsent(budget.path(), path -> budget.allowed() - spentOf(budget));
        allowance.put(budget.path(), left - 1);
        return left > 0;
    }

    private boolean prod(DisruptionBudget budget, Set<String> prodded, Duration now) {
        return budget.allowed() - spentOf(budget) <= 0 && rested(budget.path(), now) && prodded.add(budget.path());
    }

    private boolean rested(String key, Duration now) {
        Duration at = askAgainAt.get(key);
        return at == null || now.compareTo(at) >= 0;
    }

    private int spentOf(DisruptionBudget budget) {
        Spent before = spent.get(budget.path());
        return before != null && before.revision().equals(budget.revision()) ? before.evictions() : 0;
    }
}
