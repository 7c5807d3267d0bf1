package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the eviction of the run's own pod can hand the run over: that there is a next pod, on another node, and
 * that it finds what it needs. A pod whose node is not rolled needs none of it.
 */
final class OwnPodCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        OwnPod own = spec.continuity().ownPod();
        if (own == null || executionPlan.nodes().isEmpty()) {
            return List.of();
        }
        if (world.pods().all().stream().noneMatch(own::is)) {
            return List.of(Finding.blocker(
                    "the run's own pod " + own.path(),
                    "no such pod in the cluster",
                    "the pod in which this process is",
                    "name it: withOwnPod(namespace, name), for the command line by the variables POD_NAMESPACE and POD_NAME;"
                            + " or leave it out if the process is in no pod of this cluster"));
        }
        return executionPlan.nodes().stream()
                .flatMap(target -> target.ownPod().stream().map(pod -> findings(target, pod, world, spec)))
                .findFirst()
                .orElse(List.of());
    }

    private static List<Finding> findings(NodeTarget target, Pod pod, ClusterSnapshot world, PlanSpec spec) {
        String object = "the run's own pod " + pod.path() + " on " + target;
        List<Finding> findings = new ArrayList<>();
        missing(spec)
                .ifPresent(missing -> findings.add(Finding.blocker(
                        object,
                        missing,
                        "a lock, and a journal of scope CLUSTER, from which the next pod recovers the run",
                        "add them: withJournal(ConfigMapJournal.of(...)).withLock(LeaseLock.of(...)); or run outside the"
                                + " nodes that are rolled")));
        noNextPod(pod, world, spec)
                .ifPresent(actual -> findings.add(Finding.blocker(
                        object,
                        actual,
                        "a pod that is evicted, and that its controller creates again on another node",
                        "run it in a Job or a Deployment, without a toleration of the cordon, and have the drain policy not"
                                + " skip it")));
        return findings;
    }

    private static Optional<String> missing(PlanSpec spec) {
        List<String> missing = new ArrayList<>();
        Journal journal = spec.continuity().journal();
        if (journal == null) {
            missing.add("no journal");
        } else if (journal.scope() != Journal.Scope.CLUSTER) {
            missing.add("a journal of scope " + journal.scope() + " in " + journal.place());
        }
        if (spec.continuity().lock() == null) {
            missing.add("no lock");
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", missing));
    }

    private static Optional<String> noNextPod(Pod pod, ClusterSnapshot world, PlanSpec spec) {
        if (pod.controller().isEmpty()) {
            return Optional.of("has no controller: no next pod would come");
        }
        if (pod.is(Pod.Trait.TOLERATES_CORDON)) {
            return Optional.of("tolerates the cordon: the next pod may come to the same node");
        }
        PodVerdict verdict = world.rules(spec).judge(pod, world.budgets().of(pod));
        return verdict.decision() == PodVerdict.Decision.SKIP
                ? Optional.of("would end with its node: " + String.join("; ", verdict.reasons()))
                : Optional.empty();
    }
}
