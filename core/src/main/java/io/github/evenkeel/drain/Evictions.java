package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.Abreast;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks for evictions, beside each other and as many as the budgets allow at a time. */
final class Evictions {
    private final String node;
    private final Workloads workloads;
    private final Run run;
    private final BudgetGate gate;
    private final EvictionOrder order;
    private final Pace pace;
    private final Abreast abreast;
    private final Escalation escalation;

    Evictions(String node, Workloads workloads, DrainPolicy policy, Run run) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
        this.gate = new BudgetGate(run.timing().evictionRetry());
        this.order = new EvictionOrder(policy, run.waits().elapsed());
        this.pace = new Pace(run.waits().elapsed());
        this.abreast = new Abreast(run);
        this.escalation = new Escalation(node, workloads, policy, run);
    }

    /**
     * Asks for those that may leave now.
     *
     * @return whether all that have to leave have been asked and let go
     */
    boolean ask(List<PodVerdict> verdicts, List<DisruptionBudget> budgets) {
        refuse(verdicts);
        List<Pod> toLeave = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.EVICT)
                .map(PodVerdict::pod)
                .toList();
        Duration now = run.waits().elapsed();
        List<Pod> due = order.due(toLeave, now);
        Set<String> deleted = escalation.deletePast(budgets, due);
        List<Pod> chosen = gate.choose(
                due.stream().filter(pod -> !deleted.contains(pod.uid())).toList(), budgets, now);
        return deleted.size() + evict(chosen.subList(0, pace.take(chosen.size(), now)), budgets) == toLeave.size();
    }

    /** For how long a pod has been held by its budget. */
    Duration heldFor(Pod pod) {
        return escalation.heldFor(pod);
    }

    private void refuse(List<PodVerdict> verdicts) {
        List<PodVerdict> blocked = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.BLOCK)
                .toList();
        if (!blocked.isEmpty()) {
            throw new StepFailure("node " + node, "no pod that can't be made to leave", PodsLeft.lines(blocked));
        }
    }

    /** How many were let go. */
    private int evict(List<Pod> pods, List<DisruptionBudget> budgets) {
        Map<String, List<Pod>> byBudget = new LinkedHashMap<>();
        pods.forEach(pod -> byBudget.computeIfAbsent(countedBy(pod, budgets), budget -> new ArrayList<>())
                .add(pod));
        int gone = 0;
        for (Supplier<List<Asked>> group : abreast.call(List.copyOf(byBudget.values()), this::inTurn)) {
            for (Asked asked : group.get()) {
                gone += heed(asked.pod, settled(asked.answer), budgets) ? 1 : 0;
            }
        }
        return gone;
    }

    private record Asked(Pod pod, Supplier<EvictionAnswer> answer) {}

    /**
     * Asks for pods of one budget. The server writes each eviction on the budget, and of two at once one loses and is
     * tried again half a second later; so they go one after another, until the budget lets no more go.
     *
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/registry/core/pod/storage/eviction.go">EvictionsRetry
     *     in the server's source</a>
     */
    private List<Asked> inTurn(List<Pod> pods) {
        List<Asked> asked = new ArrayList<>();
        for (Pod pod : pods) {
            if (run.waits().cancelled()) {
                break;
            }
            try {
                EvictionAnswer answer = workloads.evict(pod);
                asked.add(new Asked(pod, () -> answer));
                if (answer.verdict() == Verdict.BUDGET_EXHAUSTED || answer.verdict() == Verdict.THROTTLED) {
                    break;
                }
            } catch (ServiceException e) {
                asked.add(new Asked(pod, () -> {
                    throw e;
                }));
                break;
            }
        }
        return asked;
    }

    /** Whether it was let go. */
    private boolean heed(Pod pod, EvictionAnswer answer, List<DisruptionBudget> budgets) {
        gate.asked(pod, answer, budgets, run.waits().elapsed());
        return switch (answer.verdict()) {
            case ACCEPTED -> {
                run.diary().podEvicted(pod.path(), node);
                yield true;
            }
            case GONE -> true;
            case SEVERAL_BUDGETS -> {
                if (!escalation.possible()) {
                    throw new StepFailure(
                            "pod " + pod.path(), "at most one disruption budget", String.valueOf(answer.message()));
                }
                yield false;
            }
            case BUDGET_EXHAUSTED, BUDGET_NOT_OBSERVED, THROTTLED, NAMESPACE_TERMINATING -> false;
        };
    }

    /** The first budget that covers the pod; the pod itself if none does. */
    private static String countedBy(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod))
                .map(DisruptionBudget::path)
                .findFirst()
                .orElse(pod.uid());
    }

    /** A lost answer is not repeated: the next look at the node tells whether the pod is leaving. */
    private static EvictionAnswer settled(Supplier<EvictionAnswer> answer) {
        try {
            return answer.get();
        } catch (ServiceException e) {
            if (!e.passing()) {
                throw e;
            }
            return new EvictionAnswer(
                    Verdict.THROTTLED, e.getMessage(), e.tryAfter().orElse(null));
        }
    }

    static String budgetsOf(Pod pod, List<DisruptionBudget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.covers(pod))
                .map(BudgetArithmetic::describe)
                .collect(Collectors.joining(", "));
    }
}
