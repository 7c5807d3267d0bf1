package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.spi.Pod;
import java.util.List;

/** Tells of pods whose objects may stay after their containers have ended: something has to take a finalizer away. */
public final class Finalizers {
    /** Each pod of a Job has it until the Job's controller has counted its end. */
    private static final String OF_JOBS = "batch.kubernetes.io/job-tracking";

    private Finalizers() {}

    /**
     * A warning if the pod is ending or has ended, and is held.
     *
     * @param node where it is, for people
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
                        "see that the controller of the finalizer works: the drain waits for it"));
    }

    /** What holds a pod that is ending or has ended. */
    static List<String> holding(Pod pod) {
        return pod.finalizers().stream()
                .filter(finalizer -> pod.terminating() || (pod.finished() && !finalizer.equals(OF_JOBS)))
                .sorted()
                .toList();
    }
}
