package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.cluster.NodeIdentity;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.List;

/**
 * Has the pods of a cordoned node leave by the eviction API, and waits until they and their volumes are gone.
 *
 * <p>No eviction waits for another pod's end, so that budgets which depend on each other can't lock each other out. The
 * node has to stay empty for a while, as pods bound just before the cordon come late.
 */
public final class Drain {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final Run run;

    public Drain(Workloads workloads, DrainPolicy policy, Run run) {
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
    }

    /** Judges each pod of the node, by the rules and by what the server says to its eviction. Changes nothing. */
    public List<PodVerdict> rehearse(String node) {
        FollowedNode.Moment now = read(node);
        return new Rehearsal(workloads, policy, run).of(judgement().of(now.pods(), now.budgets()));
    }

    /**
     * Makes sure that the pods of the node can be made to leave, as above. Changes nothing.
     *
     * @param object the node, for people
     * @throws StepFailure if a pod can't, or is held by a budget that lets nobody go for a while
     */
    public void requireAllMayLeave(String node, String object) {
        List<PodVerdict> lasting = judgement().lasting(node, () -> read(node));
        List<PodVerdict> blocked = Judgement.blocked(new Rehearsal(workloads, policy, run).of(lasting));
        if (!blocked.isEmpty()) {
            throw new StepFailure(object, "no pod that can't be made to leave", PodsLeft.lines(blocked));
        }
    }

    /**
     * Makes sure that no pods have come to a node since it was drained, as somebody has opened it.
     *
     * @param object the node, for people
     * @throws StepFailure if there are any
     */
    public void requireNobodyCameBack(String node, String object) {
        List<PodVerdict> pods = cameBack(node);
        if (!pods.isEmpty()) {
            throw new StepFailure(
                    object,
                    "drained, as it was before",
                    "pods that have come since somebody else opened it: " + PodsLeft.lines(pods));
        }
    }

    /**
     * Pods of a node that was drained which have to leave it, as somebody has opened it since; empty if all is well.
     * Who tolerates a cordon comes back to any node.
     */
    private List<PodVerdict> cameBack(String node) {
        return judgement().of(podsOn(node), List.of()).stream()
                .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                .filter(verdict -> !verdict.pod().is(Pod.Trait.TOLERATES_CORDON))
                .toList();
    }

    private FollowedNode.Moment read(String node) {
        return new FollowedNode.Moment(podsOn(node), run.retries().call("read disruption budgets", workloads::budgets));
    }

    private List<Pod> podsOn(String node) {
        return run.retries().call("read pods of node " + node, () -> workloads.podsOn(node));
    }

    /** Drains that node; it shall be cordoned. */
    public void drain(NodeIdentity node) {
        try (FollowedNode followed = follow(node.name())) {
            empty(node, followed, judgement(), List.of());
        }
    }

    FollowedNode follow(String node) {
        return new FollowedNode(workloads, node, run.waits(), run.retries());
    }

    Judgement judgement() {
        return new Judgement(workloads, policy, run);
    }

    /** @param known pods that are certainly those of that node */
    void empty(NodeIdentity identity, FollowedNode followed, Judgement judgement, List<Pod> known) {
        String node = identity.name();
        Latecomers latecomers = new Latecomers(identity, workloads, run, known);
        Evictions evictions = new Evictions(node, workloads, policy, run);
        Emptiness emptiness = new Emptiness(node, workloads, judgement, run);
        List<PodVerdict> staying = run.waits()
                .until(
                        new Goal(
                                "node " + node,
                                "drained of its pods",
                                run.timing().podDrain()),
                        () -> {
                            FollowedNode.Moment moment = followed.look();
                            latecomers.look(moment.pods());
                            List<PodVerdict> verdicts = judgement.underWay(moment.pods(), moment.budgets(), node);
                            List<PodVerdict> left = left(verdicts);
                            return evictions.ask(verdicts, moment.budgets())
                                    ? emptiness.look(left)
                                    : Sight.notYet(PodsLeft.describe(left, moment.budgets()));
                        },
                        sight -> {
                            FollowedNode.Moment moment = followed.look();
                            List<PodVerdict> left = left(judgement.underWay(moment.pods(), moment.budgets(), node));
                            return left.isEmpty()
                                    ? sight.found()
                                    : PodsLeft.lines(
                                            left,
                                            moment.budgets(),
                                            evictions::heldFor,
                                            run.timeline().now());
                        });
        followed.close(); // or any budget of the cluster that changes would wake the wait for the volumes
        new Detachment(node, workloads, run, staying).await();
    }

    private static List<PodVerdict> left(List<PodVerdict> verdicts) {
        return verdicts.stream().filter(PodVerdict::mustLeave).toList();
    }
}
