package io.github.evenkeel.plan;

import io.github.evenkeel.spi.ClusterNode;

/**
 * Mark of the cordon of a node that a run has left aside, as its pods can't be evicted. To other runs it is the mark of
 * a drain of one node: such a cordon is not in their way.
 */
public final class QuarantineMark {
    private static final String PREFIX = "drain-quarantine-";

    private QuarantineMark() {}

    /** The mark of a run. */
    public static String of(String runId) {
        return PREFIX + runId;
    }

    /** Whether the run has left the node aside. */
    static boolean isOn(ClusterNode node, String runId) {
        return node.cordon().on()
                && node.cordon().owner().filter(of(runId)::equals).isPresent();
    }
}
