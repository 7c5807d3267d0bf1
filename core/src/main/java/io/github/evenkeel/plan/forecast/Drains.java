package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drains of nodes: how long it takes to evict pods. */
final class Drains {
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration READY = Duration.ofSeconds(15);
    private static final Duration DETACH = Duration.ofSeconds(30);

    private final PlanSpec spec;

    Drains(PlanSpec spec) {
        this.spec = spec;
    }

    /**
     * What the eviction of a node's pods takes.
     *
     * @param pods that are evicted
     * @param time for it
     */
    record Effort(int pods, Duration time) {
        boolean isNone() {
            return pods == 0;
        }
    }

    /** Pods of one budget go in rounds: as many as it allows, and the next ones once others are ready elsewhere. */
    Effort effort(List<Replica> evicted) {
        Map<String, Integer> covered = new HashMap<>();
        int rounds = 1;
        Duration finish = Duration.ZERO;
        boolean volumes = false;
        for (Replica replica : evicted) {
            Pod pod = replica.pod();
            for (DisruptionBudget budget : replica.budgets()) {
                int pods = covered.merge(budget.path(), 1, Integer::sum);
                int atOnce = Math.max(1, budget.allowed());
                rounds = Math.max(rounds, (pods + atOnce - 1) / atOnce);
            }
            Duration its = spec.drainPolicy().mayFinishWithin(pod);
            finish = its.compareTo(finish) > 0 ? its : finish;
            volumes |= !pod.claims().isEmpty();
        }
        Duration time =
                finish.plus(END).plus(END.plus(READY).multipliedBy(rounds - 1L)).plus(volumes ? DETACH : Duration.ZERO);
        Duration most = spec.timing().drain().pods();
        return new Effort(evicted.size(), time.compareTo(most) > 0 ? most : time);
    }
}
