package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the Deployments of the pods that the drain policy may surge. Calls nothing if it surges none. */
public final class DeploymentLookup {
    private final Workloads workloads;
    private final DrainPolicy policy;
    private final Retries retries;
    private final @Nullable OwnPod own;
    private final Set<String> asked = new HashSet<>();
    private SingleReplicas latest = SingleReplicas.NONE;

    /** @param own pod of the run; null if it is in no pod of the cluster */
    public DeploymentLookup(Workloads workloads, DrainPolicy policy, Retries retries, @Nullable OwnPod own) {
        this.workloads = workloads;
        this.policy = policy;
        this.retries = retries;
        this.own = own;
    }

    /** Reads them. */
    public SingleReplicas read(List<Pod> pods) {
        List<Pod> selected = SingleReplicas.selected(policy, pods);
        if (selected.isEmpty()) {
            return latest;
        }
        selected.forEach(pod -> asked.add(pod.uid()));
        List<Deployment> deployments = retries.call("read Deployments", () -> workloads.deploymentsOf(selected));
        latest = new SingleReplicas(policy, deployments, own);
        return latest;
    }

    /** As they were read last. */
    SingleReplicas latest() {
        return latest;
    }

    /** The same, but reads them only if there are new pods. */
    SingleReplicas readIfNew(List<Pod> pods) {
        boolean known = SingleReplicas.selected(policy, pods).stream().allMatch(pod -> asked.contains(pod.uid()));
        return known ? latest : read(pods);
    }
}
