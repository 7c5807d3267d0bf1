package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evicts the pods of a cordoned node, and waits until they and their volumes are gone.
 *
 * <p>No eviction waits for another pod's end, so that budgets which depend on each other can't cause a deadlock. The
 * node counts as empty only after it has been cordoned for a while, as pods bound just before the cordon appear late.
 */
public final class Drain {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final NodeScope run;
    private final Cordon cordon;
    private final @Nullable OwnPod ownPod;
    private final OwnEviction own;
    private final TokenBucket bucket;
    private final Map<String, Returns> returns = new HashMap<>();
    private final Map<String, CordonWatch> watches = new HashMap<>();

    /**
     * Of one node.
     *
     * @param bucket of all evictions of the run
     * @param ownPod in which the run's own process is; null if it is in no pod of the cluster
     */
    public Drain(
            Workloads workloads,
            DrainPolicy policy,
            NodeScope run,
            Cordon cordon,
            TokenBucket bucket,
            @Nullable OwnPod ownPod) {
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
        this.cordon = cordon;
        this.bucket = bucket;
        this.ownPod = ownPod;
        own = new OwnEviction(ownPod);
    }

    /** Decides for each pod of the node, by the rules and by a dry run of its eviction. Changes nothing. */
    public List<PodVerdict> dryRun(String node) {
        WatchedNode.Moment now = read(node);
        PodClassifier classifier = classifier(node);
        return evictionDryRun(classifier).of(classifier.of(now.pods(), now.budgets()));
    }

    /**
     * Requires that all pods of the node can be evicted, as above. Changes nothing.
     *
     * @param object the node, for messages
     * @throws StepFailure if one can't, or if its budget allows no disruption for a while
     */
    public void requireAllMayLeave(String node, String object) {
        PodClassifier classifier = classifier(node);
        List<PodVerdict> lasting = classifier.lasting(node, () -> read(node));
        List<PodVerdict> blocked =
                PodClassifier.blocked(evictionDryRun(classifier).of(lasting));
        if (!blocked.isEmpty()) {
            throw new StepFailure(object, "only pods that can be evicted", RemainingPods.lines(blocked));
        }
    }

    /**
     * Requires that a drained node is still drained: cordoned, and without new pods.
     *
     * @param object the node, for messages
     * @throws StepFailure if it is not
     */
    public void requireStillDrained(String node, String object) {
        if (run.retries().call("read node " + node, () -> workloads.node(node)).stream()
                .anyMatch(there -> !there.cordon().on())) {
            throw new StepFailure(object, "still drained", "uncordoned by another client since");
        }
        List<PodVerdict> pods = cameBack(node);
        if (!pods.isEmpty()) {
            throw new StepFailure(
                    object,
                    "still drained",
                    "pods that were bound to it since another client uncordoned it: " + RemainingPods.lines(pods));
        }
    }

    /** Pods of a drained node that have to leave it again, without those that come back every time. */
    private List<PodVerdict> cameBack(String node) {
        return classifier(node).of(podsOn(node), List.of()).stream()
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
     * Drains a cordoned node.
     *
     * @param beforeCordon called before the node is cordoned again after another client uncordoned it, as the response
     *     may be lost
     */
    public void drain(NodeIdentity node, Runnable beforeCordon) {
        try (WatchedNode watched = watchNode(node.name())) {
            empty(node, watched, classifier(node.name()), List.of(), beforeCordon);
        }
    }

    /**
     * Drains a node again just before its deletion: evicts new pods, and once more those that come back every time.
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

    /** Pods that a drain makes leave the node, or that are leaving it. Changes nothing. */
    public List<Pod> leaving(NodeIdentity node) {
        return underWay(node).stream()
                .filter(PodVerdict::mustLeave)
                .map(PodVerdict::pod)
                .toList();
    }

    private List<PodVerdict> underWay(NodeIdentity node) {
        return classifier(node.name()).underWay(podsOn(node.name()), List.of());
    }

    EvictionDryRun evictionDryRun(PodClassifier classifier) {
        return new EvictionDryRun(workloads, policy, run, classifier::surges);
    }

    WatchedNode watchNode(String node) {
        return new WatchedNode(workloads, node, run.waits(), run.retries());
    }

    PodClassifier classifier(String node) {
        return new PodClassifier(workloads, policy, run, returns(node), ownPod);
    }

    private Returns returns(String node) {
        return returns.computeIfAbsent(node, name -> new Returns(name, run));
    }

    private CordonWatch watch(NodeIdentity node, Runnable beforeCordon) {
        return watches.computeIfAbsent(node.uid(), uid -> new CordonWatch(node, workloads, cordon, run, beforeCordon));
    }

    /**
     * Evicts the pods of the node.
     *
     * @param known pods that certainly belong to that node
     */
    void empty(
            NodeIdentity identity,
            WatchedNode watched,
            PodClassifier classifier,
            List<Pod> known,
            Runnable beforeCordon) {
        String node = identity.name();
        CordonWatch watch = watch(identity, beforeCordon);
        Returns returns = returns(node);
        UnexpectedPods unexpected = new UnexpectedPods(watch, returns, known);
        Evictions evictions = new Evictions(node, workloads, policy, own, bucket, run);
        SingleReplicaSurge surge = new SingleReplicaSurge(node, workloads, policy, ownPod, run);
        QuietPeriod quietPeriod = new QuietPeriod(node, workloads, classifier, watch, run);
        boolean again;
        do {
            List<PodVerdict> staying = run.waits()
                    .await(
                            new WaitCondition(
                                    "node " + node,
                                    "drained of its pods",
                                    run.timing().drain().pods()),
                            () -> {
                                WatchedNode.Moment moment = watched.look();
                                unexpected.look(moment.pods());
                                List<PodVerdict> verdicts = classifier.underWay(moment.pods(), moment.budgets());
                                List<PodVerdict> left = left(verdicts);
                                if (evictions.ask(surge.look(returns.rested(verdicts)), moment.budgets())
                                        && surge.settled()) {
                                    return quietPeriod.look(left);
                                }
                                return PollResult.notYet(
                                        RemainingPods.describe(left, moment.budgets(), evictions::refusalOf)
                                                + surge.describe("; "));
                            },
                            result -> {
                                WatchedNode.Moment moment = watched.look();
                                List<PodVerdict> left = left(classifier.underWay(moment.pods(), moment.budgets()));
                                return left.isEmpty()
                                        ? result.found()
                                        : RemainingPods.lines(
                                                        left,
                                                        moment.budgets(),
                                                        evictions,
                                                        run.scheduler().now())
                                                + surge.describe("\n    ");
                            });
            watched.close(); // otherwise each change of a budget would wake the wait for the volumes
            new VolumeDetachWait(node, workloads, run, staying).await();
            again = watch.due() && !watch.heldOrGone(); // the wait for the volumes may have been long
        } while (again);
    }

    private static List<PodVerdict> left(List<PodVerdict> verdicts) {
        return verdicts.stream().filter(PodVerdict::mustLeave).toList();
    }
}
