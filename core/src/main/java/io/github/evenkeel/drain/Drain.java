package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the pods of a cordoned node leave by the eviction API, and waits until they and their volumes are gone.
 *
 * <p>No eviction waits for another pod's end, so that budgets which depend on each other can't lock each other out. The
 * node has to be cordoned for a while before it is called empty, as pods bound just before the cordon come late.
 */
public final class Drain {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final Run run;
    private final Cordon cordon;
    private final Map<String, Returns> returns = new HashMap<>();
    private final Map<String, CordonWatch> watches = new HashMap<>();

    public Drain(Workloads workloads, DrainPolicy policy, Run run, Cordon cordon) {
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
        this.cordon = cordon;
    }

    /** Judges each pod of the node, by the rules and by what the server says to its eviction. Changes nothing. */
    public List<PodVerdict> rehearse(String node) {
        WatchedNode.Moment now = read(node);
        return new EvictionDryRun(workloads, policy, run).of(judgement(node).of(now.pods(), now.budgets()));
    }

    /**
     * Makes sure that the pods of the node can be made to leave, as above. Changes nothing.
     *
     * @param object the node, for people
     * @throws StepFailure if a pod can't, or is held by a budget that lets nobody go for a while
     */
    public void requireAllMayLeave(String node, String object) {
        List<PodVerdict> lasting = judgement(node).lasting(node, () -> read(node));
        List<PodVerdict> blocked = PodClassifier.blocked(new EvictionDryRun(workloads, policy, run).of(lasting));
        if (!blocked.isEmpty()) {
            throw new StepFailure(object, "no pod that can't be made to leave", RemainingPods.lines(blocked));
        }
    }

    /**
     * Makes sure that a node which was drained is so still: cordoned, and without pods that have come since.
     *
     * @param object the node, for people
     * @throws StepFailure if it is not
     */
    public void requireStillDrained(String node, String object) {
        if (run.retries().call("read node " + node, () -> workloads.node(node)).stream()
                .anyMatch(there -> !there.cordon().on())) {
            throw new StepFailure(object, "drained, as it was before", "uncordoned by another since");
        }
        List<PodVerdict> pods = cameBack(node);
        if (!pods.isEmpty()) {
            throw new StepFailure(
                    object,
                    "drained, as it was before",
                    "pods that have come since another opened it: " + RemainingPods.lines(pods));
        }
    }

    /** Pods of a node that was drained which have to leave it; empty if all is well. What comes back so often stays. */
    private List<PodVerdict> cameBack(String node) {
        return judgement(node).of(podsOn(node), List.of()).stream()
                .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                .filter(verdict -> !verdict.pod().is(Pod.Trait.TOLERATES_CORDON))
                .filter(verdict -> !returns(node).mayEndWithTheNode(verdict.pod()))
                .toList();
    }

    private WatchedNode.Moment read(String node) {
        return new WatchedNode.Moment(podsOn(node), run.retries().call("read disruption budgets", workloads::budgets));
    }

    private List<Pod> podsOn(String node) {
        return run.retries().call("read pods of node " + node, () -> workloads.podsOn(node));
    }

    /**
     * Drains that node, which was cordoned before.
     *
     * @param beforeCordon told before it is cordoned again, as another has opened it: an answer may be lost
     */
    public void drain(NodeIdentity node, Runnable beforeCordon) {
        try (WatchedNode followed = watchNode(node.name())) {
            empty(node, followed, judgement(node.name()), List.of(), beforeCordon);
        }
    }

    /**
     * Just before a node that was drained goes: has those leave that have come since, and those that come back whatever
     * is done leave once more.
     *
     * @param beforeCordon as for a drain
     */
    public void drainAgain(NodeIdentity node, Runnable beforeCordon) {
        boolean held = watch(node, beforeCordon).heldOrGone();
        if (!held || underWay(node).stream().anyMatch(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)) {
            drain(node, beforeCordon);
        }
        List<Pod> last = underWay(node).stream()
                .map(PodVerdict::pod)
                .filter(pod -> returns(node.name()).leavesAlone(pod) && !policy.leaves(pod))
                .toList();
        new LastEvictions(node.name(), workloads, run).ask(last);
    }

    private List<PodVerdict> underWay(NodeIdentity node) {
        return judgement(node.name()).underWay(podsOn(node.name()), List.of());
    }

    WatchedNode watchNode(String node) {
        return new WatchedNode(workloads, node, run.waits(), run.retries());
    }

    PodClassifier judgement(String node) {
        return new PodClassifier(workloads, policy, run, returns(node));
    }

    private Returns returns(String node) {
        return returns.computeIfAbsent(node, name -> new Returns(name, run));
    }

    private CordonWatch watch(NodeIdentity node, Runnable beforeCordon) {
        return watches.computeIfAbsent(node.uid(), uid -> new CordonWatch(node, workloads, cordon, run, beforeCordon));
    }

    /**
     * Has the pods of the node leave.
     *
     * @param known pods that are certainly those of that node
     */
    void empty(
            NodeIdentity identity,
            WatchedNode followed,
            PodClassifier judgement,
            List<Pod> known,
            Runnable beforeCordon) {
        String node = identity.name();
        CordonWatch watch = watch(identity, beforeCordon);
        Returns returns = returns(node);
        UnexpectedPods latecomers = new UnexpectedPods(watch, returns, known);
        Evictions evictions = new Evictions(node, workloads, policy, run);
        QuietPeriod emptiness = new QuietPeriod(node, workloads, judgement, watch, run);
        boolean again;
        do {
            List<PodVerdict> staying = run.waits()
                    .await(
                            new WaitCondition(
                                    "node " + node,
                                    "drained of its pods",
                                    run.timing().drain().pods()),
                            () -> {
                                WatchedNode.Moment moment = followed.look();
                                latecomers.look(moment.pods());
                                List<PodVerdict> verdicts = judgement.underWay(moment.pods(), moment.budgets());
                                List<PodVerdict> left = left(verdicts);
                                return evictions.ask(returns.rested(verdicts), moment.budgets())
                                        ? emptiness.look(left)
                                        : PollResult.notYet(
                                                RemainingPods.describe(left, moment.budgets(), evictions::refusalOf));
                            },
                            sight -> {
                                WatchedNode.Moment moment = followed.look();
                                List<PodVerdict> left = left(judgement.underWay(moment.pods(), moment.budgets()));
                                return left.isEmpty()
                                        ? sight.found()
                                        : RemainingPods.lines(
                                                left,
                                                moment.budgets(),
                                                evictions,
                                                run.scheduler().now());
                            });
            followed.close(); // or any budget of the cluster that changes would wake the wait for the volumes
            new VolumeDetachWait(node, workloads, run, staying).await();
            again = watch.due() && !watch.heldOrGone(); // the volumes may have taken their time
        } while (again);
    }

    private static List<PodVerdict> left(List<PodVerdict> verdicts) {
        return verdicts.stream().filter(PodVerdict::mustLeave).toList();
    }
}
