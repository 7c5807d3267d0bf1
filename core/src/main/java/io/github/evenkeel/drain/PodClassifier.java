package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies the rules to pods. Reads the DaemonSets only for a pod of a DaemonSet that it does not know yet. */
final class PodClassifier {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Workloads workloads;
    private final DrainPolicy policy;
    private final NodeScope run;
    private final Returns returns;
    private final DeploymentLookup deployments;
    private final Set<String> asked = new HashSet<>();
    private Set<String> daemonSets = Set.of();

    /**
     * Of one node.
     *
     * @param returns pods that came back to the node
     * @param own pod of the run; null if it is in no pod of the cluster
     */
    PodClassifier(Workloads workloads, DrainPolicy policy, NodeScope run, Returns returns, @Nullable OwnPod own) {
        deployments = new DeploymentLookup(workloads, policy, run.retries(), own);
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
        this.returns = returns;
    }

    /** Verdicts by the state of this moment. */
    List<PodVerdict> of(List<Pod> pods, List<DisruptionBudget> budgets) {
        PodRules rules = rules(pods, deployments.read(pods));
        return pods.stream().map(pod -> rules.judge(pod, budgets)).toList();
    }

    /**
     * Verdicts by the state over a while: a sound budget may look for a moment as if it never allowed a disruption.
     *
     * @return verdicts in which a budget blocks a pod only if it allowed no disruption in any read
     */
    List<PodVerdict> lasting(String node, Supplier<WatchedNode.Moment> look) {
        Duration quiet = run.timing().drain().quiet();
        Duration end = run.waits().elapsed().plus(quiet);
        WaitCondition condition = new WaitCondition(
                "node " + node, "no budget that never allows a disruption", quiet.plus(BETWEEN_LOOKS.multipliedBy(2)));
        return run.waits().await(condition, () -> {
            WatchedNode.Moment now = look.get();
            List<PodVerdict> verdicts = of(now.pods(), now.budgets());
            List<PodVerdict> blocked = blocked(verdicts);
            boolean settled = blocked.isEmpty()
                    || run.waits().elapsed().compareTo(end) >= 0
                    || !blocked(patiently(now.pods(), now.budgets())).isEmpty();
            return settled
                    ? PollResult.of(verdicts)
                    : new PollResult<>(null, RemainingPods.describe(blocked, List.of()), null, BETWEEN_LOOKS);
        });
    }

    /** Verdicts for a drain that has begun: it waits for budgets, and skips pods that come back every time. */
    List<PodVerdict> underWay(List<Pod> pods, List<DisruptionBudget> budgets) {
        return patiently(pods, budgets).stream().map(returns::heeded).toList();
    }

    static List<PodVerdict> blocked(List<PodVerdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.decision() == Decision.BLOCK)
                .toList();
    }

    private List<PodVerdict> patiently(List<Pod> pods, List<DisruptionBudget> budgets) {
        PodRules rules = rules(pods, deployments.readIfNew(pods));
        return pods.stream().map(pod -> rules.judgePatiently(pod, budgets)).toList();
    }

    /** Whether the pod leaves by a surge of its Deployment, as was read last. */
    boolean surges(Pod pod) {
        return deployments
                .latest()
                .of(pod)
                .filter(deployment ->
                        SingleReplicas.lastingRefusals(deployment, pod).isEmpty())
                .isPresent();
    }

    private PodRules rules(List<Pod> pods, SingleReplicas singles) {
        Set<String> owners = pods.stream()
                .flatMap(pod -> pod.controller().stream())
                .filter(Owner::isDaemonSet)
                .map(Owner::uid)
                .collect(Collectors.toSet());
        if (asked.addAll(owners)) {
            daemonSets = run.retries().call("read DaemonSets", workloads::daemonSets).stream()
                    .map(DaemonSet::uid)
                    .collect(Collectors.toSet());
        }
        return new PodRules(
                policy, daemonSets, run.timing().drain().pods(), run.scheduler().now(), singles);
    }
}
