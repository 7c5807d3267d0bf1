package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.DataLossWarnings;
import io.github.evenkeel.drain.Finalizers;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pod.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks that the pods of the nodes can be evicted. */
final class PodCheck implements Check {
    private static final int BY_NAME = 20;

    private interface Judge {
        PodVerdict judge(PodRules rules, Pod pod, List<DisruptionBudget> budgets);
    }

    private final Judge judge;

    private PodCheck(Judge judge) {
        this.judge = judge;
    }

    /** By all that is so at the moment. */
    static PodCheck strict() {
        return new PodCheck(PodRules::judge);
    }

    /** Ignores what may change in a moment: a sound budget may look for a while as if it never allowed a disruption. */
    static PodCheck patient() {
        return new PodCheck(PodRules::judgePatiently);
    }

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        PodRules rules = world.rules(spec);
        List<Finding> blockers = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        for (NodeTarget target : executionPlan.nodes()) {
            for (Pod pod : world.pods().of(target.node().name())) {
                PodVerdict verdict = judge.judge(rules, pod, world.budgets().of(pod));
                if (verdict.decision() == PodVerdict.Decision.BLOCK) {
                    blockers.add(Finding.blocker(
                            "pod " + pod.path() + " on " + target,
                            String.join("; ", verdict.reasons()),
                            "a pod that may leave",
                            "change the pod, its budget, or the plan's timing or drain policy"));
                } else if (verdict.mustLeave()) {
                    if (!pod.terminating()) {
                        warnings.addAll(DataLossWarnings.of(pod, target.toString(), world.localClaims()));
                    }
                    warnings.addAll(Finalizers.of(pod, target.toString()));
                }
            }
        }
        world.pods().all().stream()
                .filter(PodCheck::ailing)
                .forEach(pod -> warnings.add(Finding.warning(
                        "pod " + pod.path(),
                        pod.phase() + ", not ready",
                        "Running and ready, or completed",
                        "check the pod")));
        return Stream.concat(capped(blockers), capped(warnings)).toList();
    }

    private static boolean ailing(Pod pod) {
        return pod.phase() == Pod.Phase.FAILED || (!pod.finished() && !pod.terminating() && !pod.is(Trait.READY));
    }

    private static Stream<Finding> capped(List<Finding> findings) {
        if (findings.size() <= BY_NAME) {
            return findings.stream();
        }
        Finding first = findings.get(0);
        Finding rest = new Finding(
                first.severity(),
                (findings.size() - BY_NAME) + " more pods",
                "the same problem",
                first.expected(),
                first.action());
        return Stream.concat(findings.stream().limit(BY_NAME), Stream.of(rest));
    }
}
