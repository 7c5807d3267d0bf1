package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.util.List;

/** Replica of a workload, whose pods follow each other on several nodes. */
final class Replica {
    private final Pod pod;
    private final Workload workload;
    private final List<DisruptionBudget> budgets;
    private int evictions;

    /** @param budgets that cover the pod */
    Replica(Pod pod, Workload workload, List<DisruptionBudget> budgets) {
        this.pod = pod;
        this.workload = workload;
        this.budgets = budgets;
    }

    Pod pod() {
        return pod;
    }

    List<DisruptionBudget> budgets() {
        return budgets;
    }

    /** Whether another pod comes in its place. */
    boolean comesAgain() {
        return pod.controller().isPresent();
    }

    void evicted() {
        workload.evicted(evictions++);
    }
}
