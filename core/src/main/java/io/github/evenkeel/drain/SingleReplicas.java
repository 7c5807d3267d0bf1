package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Deployment.Trait;
import io.github.evenkeel.spi.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules that decide which Deployments of one replica are surged before their pod leaves its node. */
public final class SingleReplicas {
    /** Surges none. */
    public static final SingleReplicas NONE = new SingleReplicas(DrainPolicy.defaults(), List.of(), null);

    private final DrainPolicy policy;
    private final List<Deployment> deployments;
    private final @Nullable OwnPod own;

    /**
     * Creates the rules.
     *
     * @param deployments of the pods that the policy selects, as just read
     * @param own pod of the run, which hands over instead; null if it is in no pod of the cluster
     */
    public SingleReplicas(DrainPolicy policy, List<Deployment> deployments, @Nullable OwnPod own) {
        this.policy = policy;
        this.deployments = List.copyOf(deployments);
        this.own = own;
    }

    /** The pods of which the Deployments have to be read. */
    public static List<Pod> selected(DrainPolicy policy, List<Pod> pods) {
        return policy.surgesSingleReplicas()
                ? pods.stream()
                        .filter(pod -> policy.surges(pod) && !pod.finished() && !pod.terminating())
                        .toList()
                : List.of();
    }

    /** The Deployment of which the pod is the single replica, if the policy selects the pod. */
    Optional<Deployment> of(Pod pod) {
        if (deployments.isEmpty() || !policy.surges(pod) || pod.finished() || (own != null && own.is(pod))) {
            return Optional.empty();
        }
        return deployments.stream()
                .filter(deployment -> deployment.replicas() == 1 && deployment.owns(pod))
                .findFirst();
    }

    /** Why the Deployment is not surged now; empty if it is. */
    static List<String> refusals(Deployment deployment, Pod pod) {
        List<String> refusals = lastingRefusals(deployment, pod);
        if (deployment.is(Trait.ROLLING_OUT) && !deployment.isRestartedFor(pod)) {
            refusals.add("a rollout is under way, or its pod is not available");
        }
        return refusals;
    }

    /** The same, but a rollout that is under way is no reason: the drain waits for its end. */
    static List<String> lastingRefusals(Deployment deployment, Pod pod) {
        List<String> refusals = new ArrayList<>();
        if (deployment.is(Trait.RECREATE)) {
            refusals.add("its strategy is Recreate, which ends the pod first");
        } else {
            if (deployment.maxSurge() < 1) {
                refusals.add("its maxSurge is 0, so that no pod comes before this one leaves");
            }
            if (deployment.maxUnavailable() > 0) {
                refusals.add("its maxUnavailable is " + deployment.maxUnavailable()
                        + ", so that a rollout may end this pod before another one is ready");
            }
        }
        if (deployment.is(Trait.PAUSED)) {
            refusals.add("it is paused");
        }
        if (pod.is(Pod.Trait.TOLERATES_CORDON)) {
            refusals.add("its pods tolerate the cordon, so that the next one may come to the same node");
        }
        deployment.boundBy().forEach(bond -> refusals.add("its pod is bound to the node by " + bond));
        if (!deployment.isRestartedFor(pod)) {
            deployment.withoutRoom().ifPresent(refusals::add);
        }
        return refusals;
    }
}
