package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that decide for each pod whether it stays, leaves or blocks the drain; the filters of {@code kubectl drain},
 * but with all reasons of a pod and not only the first.
 */
public final class PodRules {
    private final DrainPolicy policy;
    private final Set<String> daemonSets;
    private final Duration podDrain;
    private final Instant now;
    private final SingleReplicas singles;

    /** How to treat a budget that never allows a disruption. */
    private enum Budgets {
        BELIEVED,
        WAITED_FOR
    }

    /**
     * Creates the rules of a drain that would begin now.
     *
     * @param daemonSets UIDs of the DaemonSets that exist
     * @param podDrain how long the drain may take
     */
    public PodRules(DrainPolicy policy, Set<String> daemonSets, Duration podDrain, Instant now) {
        this(policy, daemonSets, podDrain, now, SingleReplicas.NONE);
    }

    /**
     * Creates the rules of a drain that also surges single replicas.
     *
     * @param daemonSets UIDs of the DaemonSets that exist
     * @param podDrain how long the drain may take
     */
    public PodRules(
            DrainPolicy policy, Set<String> daemonSets, Duration podDrain, Instant now, SingleReplicas singles) {
        this.policy = policy;
        this.daemonSets = Set.copyOf(daemonSets);
        this.podDrain = podDrain;
        this.now = now;
        this.singles = singles;
    }

    /** @param budgets all those that cover the pod; there may be others */
    public PodVerdict judge(Pod pod, List<DisruptionBudget> budgets) {
        return judge(pod, budgets, Budgets.BELIEVED);
    }

    /** As above, but a budget that never allows a disruption is no obstacle: the drain waits for it. */
    public PodVerdict judgePatiently(Pod pod, List<DisruptionBudget> budgets) {
        return judge(pod, budgets, Budgets.WAITED_FOR);
    }

    private PodVerdict judge(Pod pod, List<DisruptionBudget> budgets, Budgets treated) {
        List<String> stays = reasonsToStay(pod);
        if (!stays.isEmpty()) {
            return verdict(pod, Decision.SKIP, with(stays, stateOf(pod)));
        }
        if (pod.terminating()) {
            List<String> late = treated == Budgets.BELIEVED ? tooLate(pod) : List.of();
            return verdict(
                    pod,
                    late.isEmpty() ? Decision.LEAVING : Decision.BLOCK,
                    Stream.of(late, List.of(ownerOf(pod)), stateOf(pod))
                            .flatMap(List::stream)
                            .toList());
        }
        if (pod.finished()) {
            return verdict(pod, Decision.EVICT, with(stateOf(pod), List.of(ownerOf(pod))));
        }
        Optional<Deployment> single = singles.of(pod);
        List<String> refusals =
                single.map(deployment -> refusals(deployment, pod, treated)).orElse(List.of());
        boolean surged = single.isPresent() && refusals.isEmpty();
        List<String> obstacles = obstacles(pod, surged ? List.of() : budgets, treated);
        List<String> surge =
                single.stream().map(deployment -> surge(deployment, refusals)).toList();
        return obstacles.isEmpty()
                ? verdict(pod, Decision.EVICT, with(reasons(pod), surge))
                : verdict(pod, Decision.BLOCK, surged ? obstacles : with(obstacles, surge));
    }

    private static List<String> refusals(Deployment deployment, Pod pod, Budgets treated) {
        return treated == Budgets.BELIEVED
                ? SingleReplicas.refusals(deployment, pod)
                : SingleReplicas.lastingRefusals(deployment, pod);
    }

    private static String surge(Deployment deployment, List<String> refusals) {
        return refusals.isEmpty()
                ? "the single replica of Deployment " + deployment.path()
                        + ", which is restarted first, so that another pod serves before this one leaves; the restart"
                        + " also picks up changed ConfigMaps, Secrets and mutable image tags"
                : "the single replica of Deployment " + deployment.path() + ", which is not surged: "
                        + String.join(", and ", refusals);
    }

    private List<String> reasonsToStay(Pod pod) {
        List<String> reasons = new ArrayList<>();
        if (pod.is(Pod.Trait.MIRROR)) {
            reasons.add("a mirror of a static pod: the node's own");
        }
        pod.controller()
                .filter(owner -> owner.isDaemonSet() && daemonSets.contains(owner.uid()) && !pod.finished())
                .ifPresent(owner -> reasons.add("of DaemonSet " + owner.name() + ": bound to this node"));
        if (policy.leaves(pod)) {
            reasons.add("left on the node by the drain policy");
        }
        return reasons;
    }

    /** Its grace period counts as well: the clock here may differ from that of the API server. */
    private List<String> tooLate(Pod pod) {
        return pod
                .deletionDue()
                .filter(due -> due.isAfter(now.plus(podDrain)) && pod.grace().compareTo(podDrain) > 0)
                .stream()
                .map(due -> "has time to end until " + due + ", longer than DrainTiming.pods (" + podDrain.toSeconds()
                        + " s): raise that, or have the drain policy leave the pod")
                .toList();
    }

    /** The drain waits for a pod that may finish as long as the policy says. */
    private List<String> tooLong(Pod pod) {
        return pod.grace().compareTo(podDrain) <= 0
                        || !policy.mayFinishWithin(pod).isZero()
                ? List.of()
                : List.of("has " + pod.grace().toSeconds() + " s to end (terminationGracePeriodSeconds), longer than"
                        + " DrainTiming.pods (" + podDrain.toSeconds()
                        + " s): raise that or lower this, or have the drain"
                        + " policy leave the pod or let it finish");
    }

    private static List<String> stateOf(Pod pod) {
        List<String> state = new ArrayList<>();
        if (pod.finished()) {
            state.add("finished");
        }
        if (pod.terminating()) {
            state.add("being deleted already");
        }
        return state;
    }

    private static List<String> with(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String ownerOf(Pod pod) {
        return pod.controller()
                .map(owner -> "of " + owner.kind() + " " + owner.name())
                .orElse("unmanaged");
    }

    private List<String> reasons(Pod pod) {
        List<String> reasons = new ArrayList<>();
        reasons.add(ownerOf(pod));
        if (!policy.mayFinishWithin(pod).isZero()) {
            reasons.add("may finish by itself first");
        }
        if (policy.evictsLast(pod)) {
            reasons.add("after all others");
        }
        if (pod.is(Pod.Trait.TOLERATES_CORDON)) {
            reasons.add("tolerates the cordon and may come back");
        }
        return reasons;
    }

    private List<String> obstacles(Pod pod, List<DisruptionBudget> budgets, Budgets treated) {
        List<String> obstacles = new ArrayList<>();
        if (!policy.evictsUnmanagedPods()) {
            noOwner(pod).ifPresent(obstacles::add);
        }
        obstacles.addAll(tooLong(pod));
        if (!policy.givesUpEmptyDirData()) {
            if (pod.is(Pod.Trait.EMPTY_DIR)) {
                obstacles.add("keeps data in an emptyDir volume");
            }
            if (pod.is(Pod.Trait.EMPTY_DIR_IN_MEMORY)) {
                obstacles.add("keeps data in an emptyDir volume in memory");
            }
        }
        if (policy.deletesPastBudgetsAfter().isEmpty()) {
            obstacles.addAll(budgetObstacles(pod, budgets, treated));
        }
        return obstacles;
    }

    private static Optional<String> noOwner(Pod pod) {
        return pod.controller().isEmpty()
                ? Optional.of("has no controller: nothing would create it again")
                : pod.controller()
                        .filter(Owner::isDaemonSet)
                        .map(owner -> "its DaemonSet " + owner.name() + " is gone: nothing would create it again");
    }

    private static List<String> budgetObstacles(Pod pod, List<DisruptionBudget> budgets, Budgets treated) {
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
                    .filter(budget -> treated == Budgets.BELIEVED && BudgetArithmetic.neverLetsGo(budget, pod))
                    .map(PodRules::held)
                    .forEach(obstacles::add);
        }
        return obstacles;
    }

    private static String held(DisruptionBudget budget) {
        return "held by disruption budget " + BudgetArithmetic.describe(budget) + ", which can never allow a disruption"
                + (budget.uncounted().isEmpty()
                        ? ""
                        : ": of pods whose controllers have no scale, a budget counts a minAvailable that is a number");
    }

    private static PodVerdict verdict(Pod pod, Decision decision, List<String> reasons) {
        return new PodVerdict(pod, decision, reasons);
    }
}
