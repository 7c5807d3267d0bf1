package io.github.evenkeel.drain;

import io.github.evenkeel.cluster.NodeIdentity;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pods that come to a node while it is drained: they tolerate its cordon, or somebody has opened it, or another machine
 * has its name, whose pods are nobody's to evict.
 */
final class Latecomers {
    private final NodeIdentity node;
    private final Workloads workloads;
    private final Run run;
    private final Set<String> known = new HashSet<>();

    /** @param before pods that were there when the node was cordoned, if that is known */
    Latecomers(NodeIdentity node, Workloads workloads, Run run, List<Pod> before) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
        before.forEach(pod -> known.add(pod.uid()));
    }

    /**
     * Looks who is there.
     *
     * @throws StepFailure if they are another node's
     */
    void look(List<Pod> pods) {
        long before = known.size();
        pods.forEach(pod -> known.add(pod.uid()));
        if (known.size() > before) {
            node.requireIn(workloads, run.retries());
        }
    }
}
