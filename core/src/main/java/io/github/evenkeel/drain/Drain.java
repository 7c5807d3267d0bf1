package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        List<Pod> pods = podsOn(node);
        List<DisruptionBudget> budgets = run.retries().call("read disruption budgets", workloads::budgets);
        return new Rehearsal(workloads, run).of(new Judgement(workloads, policy, run).of(pods, budgets));
    }

    /**
     * Pods of a node that was drained which have to leave it, as somebody has opened it since; empty if all is well.
     */
    public List<PodVerdict> cameBack(String node) {
        return new Judgement(workloads, policy, run)
                .of(podsOn(node), List.of()).stream()
                        .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                        .toList();
    }

    private List<Pod> podsOn(String node) {
        return run.retries().call("read pods of node " + node, () -> workloads.podsOn(node));
    }

    /** Drains the node of that name. */
    public void drain(String node) {
        try (FollowedNode followed = follow(node)) {
            empty(node, followed, judgement());
        }
    }

    FollowedNode follow(String node) {
        return new FollowedNode(workloads, node, run.waits(), run.retries());
    }

    Judgement judgement() {
        return new Judgement(workloads, policy, run);
    }

    void empty(String node, FollowedNode followed, Judgement judgement) {
        Evictions evictions = new Evictions(node, workloads, policy, run);
        Set<String> claims = new HashSet<>();
        Emptiness emptiness = new Emptiness(node, workloads, judgement, run);
        run.waits()
                .until(
                        new Goal(
                                "node " + node,
                                "drained of its pods",
                                run.timing().podDrain()),
                        () -> {
                            FollowedNode.Moment moment = followed.look();
                            List<PodVerdict> verdicts = judgement.of(moment.pods(), moment.budgets());
                            List<PodVerdict> left = left(verdicts);
                            left.forEach(verdict -> claims.addAll(verdict.pod().claimPaths()));
                            return evictions.ask(verdicts, moment.budgets())
                                    ? emptiness.look(left)
                                    : Sight.notYet(PodsLeft.describe(left, moment.budgets()));
                        },
                        sight -> {
                            FollowedNode.Moment moment = followed.look();
                            List<PodVerdict> left = left(judgement.of(moment.pods(), moment.budgets()));
                            return left.isEmpty()
                                    ? sight.found()
                                    : PodsLeft.lines(left, moment.budgets(), evictions::heldFor);
                        });
        if (!claims.isEmpty()) {
            awaitDetached(node, claims);
        }
    }

    private static List<PodVerdict> left(List<PodVerdict> verdicts) {
        return verdicts.stream().filter(PodVerdict::mustLeave).toList();
    }

    /** Volumes of pods that stay are left out. */
    private void awaitDetached(String node, Set<String> claims) {
        run.waits()
                .until(
                        new Goal(
                                "node " + node,
                                "all volumes detached",
                                run.timing().volumeDetach()),
                        () -> {
                            List<AttachedVolume> attached = run
                                    .retries()
                                    .call("read VolumeAttachments", () -> workloads.volumesAttachedTo(node))
                                    .stream()
                                    .filter(volume -> claims.contains(volume.claim()))
                                    .toList();
                            return attached.isEmpty()
                                    ? Sight.of(true)
                                    : Sight.notYet(attached.size() + " attached: " + attached);
                        });
    }
}
