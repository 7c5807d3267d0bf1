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
import java.util.List;
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
        List<Supplier<EvictionAnswer>> answers = abreast.call(pods, workloads::evict);
        int gone = 0;
        for (int at = 0; at < pods.size(); at++) {
            Pod pod = pods.get(at);
            EvictionAnswer answer = settled(answers.get(at));
            gate.asked(pod, answer, budgets, run.waits().elapsed());
            switch (answer.verdict()) {
                case ACCEPTED -> {
                    run.diary().podEvicted(pod.path(), node);
                    gone++;
                }
                case GONE -> gone++;
                case SEVERAL_BUDGETS -> {
                    if (!escalation.possible()) {
                        throw new StepFailure(
                                "pod " + pod.path(), "at most one disruption budget", String.valueOf(answer.message()));
                    }
                }
                case BUDGET_EXHAUSTED, BUDGET_NOT_OBSERVED, THROTTLED, NAMESPACE_TERMINATING -> {}
            }
        }
        return gone;
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
