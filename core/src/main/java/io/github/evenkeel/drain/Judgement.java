package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies the rules to pods. Reads the DaemonSets only if there is a pod of one that it has not heard of. */
final class Judgement {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final Run run;
    private final Set<String> asked = new HashSet<>();
    private Set<String> daemonSets = Set.of();

    Judgement(Workloads workloads, DrainPolicy policy, Run run) {
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
    }

    List<PodVerdict> of(List<Pod> pods, List<DisruptionBudget> budgets) {
        Set<String> owners = pods.stream()
                .map(Pod::controller)
                .filter(Objects::nonNull)
                .filter(Owner::isDaemonSet)
                .map(Owner::uid)
                .collect(Collectors.toSet());
        if (asked.addAll(owners)) {
            daemonSets = run.retries().call("read DaemonSets", workloads::daemonSets).stream()
                    .map(DaemonSet::uid)
                    .collect(Collectors.toSet());
        }
        DrainRules rules = new DrainRules(policy, daemonSets);
        return pods.stream().map(pod -> rules.judge(pod, budgets)).toList();
    }
}
