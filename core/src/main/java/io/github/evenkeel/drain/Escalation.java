package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows since when budgets hold pods, and passes them by if, and only if, the policy says so. */
final class Escalation {
    private final String node;
    private final Workloads workloads;
    private final Optional<Duration> after;
    private final Run run;
    private final Map<String, Duration> heldSince = new HashMap<>();

    Escalation(String node, Workloads workloads, DrainPolicy policy, Run run) {
        this.node = node;
        this.workloads = workloads;
        this.after = policy.deletesPastBudgetsAfter();
        this.run = run;
    }

    boolean possible() {
        return after.isPresent();
    }

    Duration heldFor(Pod pod) {
        Duration now = run.waits().elapsed();
        return now.minus(heldSince.getOrDefault(pod.uid(), now));
    }

    /**
     * Deletes the pods that have been held for long enough.
     *
     * @param due pods that would be evicted now
     * @return UIDs of those that were deleted
     */
    Set<String> deletePast(List<DisruptionBudget> budgets, List<Pod> due) {
        Set<String> deleted = new HashSet<>();
        for (Pod pod : due) {
            if (BudgetGate.holding(pod, budgets).isEmpty()) {
                heldSince.remove(pod.uid());
                continue;
            }
            heldSince.putIfAbsent(pod.uid(), run.waits().elapsed());
            if (after.isPresent() && heldFor(pod).compareTo(after.get()) >= 0) {
                delete(pod, Evictions.budgetsOf(pod, budgets));
                deleted.add(pod.uid());
            }
        }
        return deleted;
    }

    /** A lost answer is not repeated: the next look at the node tells whether the pod is leaving. */
    private void delete(Pod pod, String budgets) {
        run.waits().heedCancel();
        try {
            workloads.delete(pod);
        } catch (ServiceException e) {
            if (!e.passing()) {
                throw e;
            }
            return;
        }
        run.diary().podDeletedPastBudget(pod.path(), node, budgets);
    }
}
