package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pod.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Warnings of data that is lost, or stays behind, when a pod leaves its node. */
public final class DataLossWarnings {
    private static final int BY_NAME = 20;

    private DataLossWarnings() {}

    /** The first few warnings, and the number of the rest. */
    static List<Finding> capped(List<Finding> losses) {
        if (losses.size() <= BY_NAME) {
            return losses;
        }
        Finding rest = Finding.warning(
                (losses.size() - BY_NAME) + " more losses",
                "data loss of the same kinds",
                "no data loss",
                "see the preview");
        return Stream.concat(losses.stream().limit(BY_NAME), Stream.of(rest)).toList();
    }

    /**
     * Warnings about one pod.
     *
     * @param node of the pod, for messages
     * @param localClaims namespace and name of the claims whose volumes are local to one node
     */
    public static List<Finding> of(Pod pod, String node, Set<String> localClaims) {
        List<String> losses = new ArrayList<>();
        if (pod.is(Trait.EMPTY_DIR) || pod.is(Trait.EMPTY_DIR_IN_MEMORY)) {
            losses.add("data in an emptyDir volume that goes with the pod");
        }
        if (!Collections.disjoint(pod.claimPaths(), localClaims)) {
            losses.add("a volume that exists on this node alone");
        }
        if (pod.is(Trait.HOST_PATH)) {
            losses.add("a path of the node itself");
        }
        return losses.stream()
                .map(loss -> Finding.warning(
                        "pod " + pod.path() + " on " + node,
                        loss,
                        "no data loss",
                        "save the data first, if it matters"))
                .toList();
    }
}
