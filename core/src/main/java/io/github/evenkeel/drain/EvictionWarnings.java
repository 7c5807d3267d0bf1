package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds, before the drain of a node, which data it loses and what could block it. */
final class EvictionWarnings {
    private final String node;
    private final Workloads workloads;
    private final NodeScope run;

    EvictionWarnings(String node, Workloads workloads, NodeScope run) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
    }

    static List<Finding> notReady(ClusterNode there) {
        return there.ready()
                ? List.of()
                : List.of(Finding.blocker(
                        "node " + there.name(),
                        "not ready: " + String.join(", ", there.troubles()),
                        "Ready",
                        "repair the node or delete it: a node that is not ready can't end its pods"));
    }

    /** Warnings of the pods that leave. */
    List<Finding> of(List<PodVerdict> verdicts) {
        List<Pod> leaving = verdicts.stream()
                .filter(PodVerdict::mustLeave)
                .map(PodVerdict::pod)
                .toList();
        boolean claims = leaving.stream().anyMatch(pod -> !pod.claims().isEmpty());
        Set<String> localClaims =
                claims ? run.retries().call("read PersistentVolumes", workloads::localClaims) : Set.of();
        return leaving.stream()
                .flatMap(pod -> Stream.concat(
                        DataLossWarnings.of(pod, "node " + node, localClaims).stream(),
                        Finalizers.of(pod, "node " + node).stream()))
                .toList();
    }

    /** Warnings of volumes that stay attached. */
    List<Finding> leaked() {
        return VolumeDetachWait.leaked(
                run.retries().call("read VolumeAttachments", () -> workloads.volumesAttachedTo(node)), "node " + node);
    }
}
