package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Deployment.Trait;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Restarts the Deployments of which a pod of a cordoned node is the single replica, and holds the pod's eviction back
 * until another pod serves on another node.
 *
 * <p>It keeps nothing across processes: whether a rollout was restarted for a pod is in the Deployment itself. So a
 * process that goes on after a crash, and a drain of another node, find it, and restart nothing twice.
 */
final class SingleReplicaSurge {
    private final String node;
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final NodeScope run;
    private final DeploymentLookup deployments;
    private final Map<String, Surge> surges = new LinkedHashMap<>();
    private @Nullable Duration lookedAt;

    /** @param own pod of the run; null if it is in no pod of the cluster */
    SingleReplicaSurge(String node, Workloads workloads, DrainPolicy policy, @Nullable OwnPod own, NodeScope run) {
        this.node = node;
        this.workloads = workloads;
        this.policy = policy;
        this.run = run;
        deployments = new DeploymentLookup(workloads, policy, run.retries(), own);
    }

    /** What is done about one pod. */
    private static final class Surge {
        private final Pod pod;
        private boolean restarted;
        private boolean ended;

        private Surge(Pod pod) {
            this.pod = pod;
        }
    }

    /**
     * Reads how far the surges are, and restarts what has to be restarted.
     *
     * @return the verdicts without those of pods that have to wait
     */
    List<PodVerdict> look(List<PodVerdict> verdicts) {
        List<Pod> leaving = SingleReplicas.selected(
                policy,
                verdicts.stream()
                        .filter(verdict -> verdict.decision() == Decision.EVICT)
                        .map(PodVerdict::pod)
                        .toList());
        boolean more = false;
        for (Pod pod : leaving) {
            more |= surges.putIfAbsent(pod.uid(), new Surge(pod)) == null;
        }
        if (!settled() && (more || due())) {
            lookedAt = run.waits().elapsed();
            lookAtDeployments();
        }
        return verdicts.stream()
                .filter(verdict -> !isOpen(surges.get(verdict.pod().uid())))
                .toList();
    }

    /** Whether another pod serves in place of each whose Deployment was restarted. */
    boolean settled() {
        return surges.values().stream().noneMatch(SingleReplicaSurge::isOpen);
    }

    /**
     * What it waits for; empty if for nothing.
     *
     * @param separator in front of each
     */
    String describe(String separator) {
        return surges.values().stream()
                .filter(SingleReplicaSurge::isOpen)
                .map(surge ->
                        separator + "a pod in place of " + surge.pod.path() + " does not serve on another node yet")
                .collect(Collectors.joining());
    }

    private static boolean isOpen(@Nullable Surge surge) {
        return surge != null && !surge.ended;
    }

    private boolean due() {
        Duration last = lookedAt;
        return last == null
                || run.waits()
                                .elapsed()
                                .minus(last)
                                .compareTo(run.timing().calls().poll())
                        >= 0;
    }

    private void lookAtDeployments() {
        List<Surge> open =
                surges.values().stream().filter(SingleReplicaSurge::isOpen).toList();
        SingleReplicas singles =
                deployments.read(open.stream().map(surge -> surge.pod).toList());
        for (Surge surge : open) {
            Optional<Deployment> deployment = singles.of(surge.pod);
            if (deployment.isEmpty() || isReplaced(surge.pod, deployment.get())) {
                surge.ended = true;
            } else {
                goOn(surge, deployment.get());
            }
        }
    }

    /** A pod that serves elsewhere may be the one that leaves at the end of a rollout, as another node is drained. */
    private boolean isReplaced(Pod pod, Deployment deployment) {
        boolean mayLeave = deployment.is(Trait.ROLLING_OUT) && !deployment.isRestartedFor(pod);
        return !mayLeave && servesElsewhere(deployment);
    }

    private boolean servesElsewhere(Deployment deployment) {
        return run
                .retries()
                .call("read pods of Deployment " + deployment.path(), () -> workloads.servingPods(deployment))
                .stream()
                .anyMatch(pod -> pod.nodeName().filter(on -> !on.equals(node)).isPresent());
    }

    private void goOn(Surge surge, Deployment deployment) {
        if (deployment.isRestartedFor(surge.pod)) {
            return; // by this process or another: its pod is on the way
        }
        List<String> refusals = SingleReplicas.lastingRefusals(deployment, surge.pod);
        if (!refusals.isEmpty()) {
            end(surge, deployment, String.join("; ", refusals));
        } else if (surge.restarted) {
            end(surge, deployment, "another client undid the restart for pod " + surge.pod.path());
        } else if (!deployment.is(Trait.ROLLING_OUT)) {
            restart(surge, deployment);
        }
    }

    private void restart(Surge surge, Deployment deployment) {
        run.waits().checkCancelled(); // the reads before it take time
        try {
            workloads.restart(deployment, surge.pod);
            surge.restarted = true;
            run.publisher().deploymentRestarted(deployment.path(), surge.pod.path(), node);
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.REJECTED) {
                end(surge, deployment, "its restart is refused: " + e.reason());
            } else if (e.outcome() != Outcome.CONFLICT && !run.retries().mayAskAgain(e)) {
                throw e;
            } // otherwise the next look shows whether it was restarted
        }
    }

    /** Its pod has the verdict that it would have had without a surge. */
    private void end(Surge surge, Deployment deployment, String found) {
        surge.ended = true;
        run.publisher()
                .warned(Finding.warning(
                        "Deployment " + deployment.path(),
                        found,
                        "one that can be surged before pod " + surge.pod.path() + " leaves node " + node,
                        "change the Deployment, if it has to serve without a break"));
    }
}
