package io.github.evenkeel.drain;

import io.github.evenkeel.drain.PodVerdict.Decision;
import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;

/** Asks for evictions, as many as the budgets allow at a time. */
final class Evictions {
    private final String node;
    private final Settings settings;
    private final Waits waits;
    private final Diary diary;
    private final BudgetGate gate;

    Evictions(String node, Settings settings, Waits waits, Diary diary) {
        this.node = node;
        this.settings = settings;
        this.waits = waits;
        this.diary = diary;
        this.gate = new BudgetGate(settings.timing().evictionRetry());
    }

    /**
     * Asks for those that may leave now.
     *
     * @return whether all that have to leave have been asked and let go
     */
    boolean ask(List<PodVerdict> verdicts, List<DisruptionBudget> budgets) {
        List<PodVerdict> blocked = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.BLOCK)
                .toList();
        if (!blocked.isEmpty()) {
            throw new StepFailure(
                    "node " + node, "no pod that can't be made to leave", PodsLeft.describe(blocked, List.of()));
        }
        List<Pod> toLeave = verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.EVICT)
                .map(PodVerdict::pod)
                .toList();
        int gone = 0;
        for (Pod pod : gate.choose(toLeave, budgets, waits.elapsed())) {
            waits.heedCancel();
            EvictionAnswer answer = evict(pod);
            gate.asked(pod, answer.verdict(), budgets, waits.elapsed());
            switch (answer.verdict()) {
                case ACCEPTED -> {
                    diary.podEvicted(pod.path(), node);
                    gone++;
                }
                case GONE -> gone++;
                case SEVERAL_BUDGETS ->
                    throw new StepFailure(
                            "pod " + pod.path(), "at most one disruption budget", String.valueOf(answer.message()));
                case BUDGET_EXHAUSTED, BUDGET_NOT_OBSERVED, THROTTLED, NAMESPACE_TERMINATING -> {}
            }
        }
        return gone == toLeave.size();
    }

    /** A lost answer is not repeated: the next look at the node tells whether the pod is leaving. */
    private EvictionAnswer evict(Pod pod) {
        try {
            return settings.workloads().evict(pod);
        } catch (ServiceException e) {
            if (!e.passing()) {
                throw e;
            }
            return new EvictionAnswer(EvictionAnswer.Verdict.THROTTLED, e.getMessage(), null);
        }
    }
}
