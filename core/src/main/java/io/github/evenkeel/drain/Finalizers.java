package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.spi.Pod;
import java.util.List;

/** Warnings of pods that stay after their containers have ended, until a controller removes a finalizer. */
public final class Finalizers {
    /** Every pod of a Job has this finalizer until the Job controller has counted its end. */
    private static final String OF_JOBS = "batch.kubernetes.io/job-tracking";

    private Finalizers() {}

    /**
     * A warning if the pod is terminating or finished, and has a finalizer.
     *
     * @param node of the pod, for messages
     */
    public static List<Finding> of(Pod pod, String node) {
        List<String> holding = holding(pod);
        return holding.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        "pod " + pod.path() + " on " + node,
                        (pod.terminating() ? "being deleted" : "finished") + ", and held by finalizer "
                                + String.join(", ", holding),
                        "a pod that is gone once it has ended",
                        "check the controller of the finalizer: the drain waits for it"));
    }

    /** The finalizers of a pod that is terminating or finished. */
    static List<String> holding(Pod pod) {
        return pod.finalizers().stream()
                .filter(finalizer -> pod.terminating() || (pod.finished() && !finalizer.equals(OF_JOBS)))
                .sorted()
                .toList();
    }
}
