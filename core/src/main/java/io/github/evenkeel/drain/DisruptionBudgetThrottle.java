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
 * Chooses the pods whose eviction is worth asking for now, so that the API server is not asked in vain. Each budget has
 * its own allowance: one that lets nobody go holds up no other.
 *
 * <p>A budget's figures lag behind our own evictions: what was spent is remembered until the budget changes, which its
 * revision tells: the figures may be the same again before anybody has looked. A pod that its budget holds is asked for
 * again now and then all the same, in case a change was not told of.
 */
final class DisruptionBudgetThrottle {
    /** An accepted eviction takes its time to show, and longer if a following has to be begun anew for that. */
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

    /** Evictions since a budget last changed. */
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

    /** The budget that counts the pod, if one does. */
    static Optional<DisruptionBudget> holding(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod) && !BudgetArithmetic.lets(budget, pod))
                .findFirst();
    }

    /** Whether the server wants to be left alone still. */
    boolean throttled(Duration now) {
        return now.compareTo(throttledUntil) < 0;
    }

    /** Whether the pod was let go so lately that it may not show yet. */
    boolean letGo(Pod pod, Duration now) {
        Duration shown = shownAt.get(pod.uid());
        return shown != null && now.compareTo(shown) < 0;
    }

    /** Notes that the pod is on its way out, or may be: whether it is shows soon. */
    void leaves(Pod pod, Duration now) {
        shownAt.put(pod.uid(), now.plus(retryAfter.compareTo(SHOWS_WITHIN) > 0 ? retryAfter : SHOWS_WITHIN));
    }

    /** Whether the pod has not been asked for just now. */
    boolean rested(Pod pod, Duration now) {
        return rested(pod.uid(), now);
    }

    /**
     * Notes what came of asking for a pod. A server that is busy is left alone, for as long as it wants. A refusal that
     * is not a budget's spends nothing: other pods of the budget are asked for meanwhile.
     */
    void asked(Pod pod, EvictionAnswer answer, List<DisruptionBudget> budgets, Duration now) {
        Duration wanted = answer.retryAfter() == null ? Duration.ZERO : answer.retryAfter();
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
            return; // and no budget has let it go
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
