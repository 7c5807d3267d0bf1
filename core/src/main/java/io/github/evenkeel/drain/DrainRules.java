package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides for each pod whether it stays, leaves, or stands in the way; the filters of {@code kubectl drain}, but with
 * all reasons that a pod has and not only the first.
 */
public final class DrainRules {
    private final DrainPolicy policy;
    private final Set<String> daemonSets;

    /** @param daemonSets UIDs of the DaemonSets that exist */
    public DrainRules(DrainPolicy policy, Set<String> daemonSets) {
        this.policy = policy;
        this.daemonSets = Set.copyOf(daemonSets);
    }

    /** @param budgets all those of the pod's namespace; there may be others */
    public PodVerdict judge(Pod pod, List<DisruptionBudget> budgets) {
        if (pod.is(Pod.Trait.MIRROR)) {
            return verdict(pod, Decision.SKIP, List.of("a mirror of a static pod: the node's own"));
        }
        Owner owner = pod.controller();
        if (owner != null && owner.isDaemonSet() && daemonSets.contains(owner.uid()) && !pod.finished()) {
            return verdict(pod, Decision.SKIP, List.of("of DaemonSet " + owner.name() + ": made for this node"));
        }
        if (policy.leaves(pod)) {
            return verdict(pod, Decision.SKIP, List.of("left on the node by the drain policy"));
        }
        if (pod.terminating()) {
            return verdict(pod, Decision.LEAVING, List.of("being deleted already"));
        }
        if (pod.finished()) {
            return verdict(pod, Decision.EVICT, List.of("finished"));
        }
        List<String> obstacles = obstacles(pod, budgets);
        return obstacles.isEmpty()
                ? verdict(pod, Decision.EVICT, reasons(pod))
                : verdict(pod, Decision.BLOCK, obstacles);
    }

    private List<String> reasons(Pod pod) {
        List<String> reasons = new ArrayList<>();
        Owner owner = pod.controller();
        reasons.add(owner == null ? "unmanaged" : "of " + owner.kind() + " " + owner.name());
        if (!policy.mayFinishWithin(pod).isZero()) {
            reasons.add("may finish by itself first");
        }
        if (policy.evictsLast(pod)) {
            reasons.add("after all others");
        }
        return reasons;
    }

    private List<String> obstacles(Pod pod, List<DisruptionBudget> budgets) {
        List<String> obstacles = new ArrayList<>();
        Owner owner = pod.controller();
        if (owner == null && !policy.evictsUnmanagedPods()) {
            obstacles.add("has no controller: nothing would make it again");
        } else if (owner != null && owner.isDaemonSet() && !policy.evictsUnmanagedPods()) {
            obstacles.add("its DaemonSet " + owner.name() + " is gone: nothing would make it again");
        }
        if (!policy.givesUpEmptyDirData()) {
            if (pod.is(Pod.Trait.EMPTY_DIR)) {
                obstacles.add("keeps data in an emptyDir volume");
            }
            if (pod.is(Pod.Trait.EMPTY_DIR_IN_MEMORY)) {
                obstacles.add("keeps data in an emptyDir volume in memory");
            }
        }
        if (policy.deletesPastBudgetsAfter().isEmpty()) {
            obstacles.addAll(budgetObstacles(pod, budgets));
        }
        return obstacles;
    }

    private static List<String> budgetObstacles(Pod pod, List<DisruptionBudget> budgets) {
        List<String> obstacles = new ArrayList<>();
        List<DisruptionBudget> covering =
                budgets.stream().filter(budget -> budget.covers(pod)).toList();
        if (pod.phase() != Pod.Phase.PENDING) {
            if (covering.size() > 1) {
                obstacles.add("covered by " + covering.size() + " disruption budgets ("
                        + covering.stream().map(DisruptionBudget::path).collect(Collectors.joining(", "))
                        + "): the API server never evicts such a pod");
            }
            covering.stream()
                    .filter(budget -> BudgetArithmetic.neverLetsGo(budget, pod))
                    .map(budget -> "held by disruption budget " + BudgetArithmetic.describe(budget)
                            + ", which can never let go")
                    .forEach(obstacles::add);
        }
        return obstacles;
    }

    private static PodVerdict verdict(Pod pod, Decision decision, List<String> reasons) {
        return new PodVerdict(pod, decision, reasons);
    }
}
