package io.github.evenkeel.pool;

import io.github.evenkeel.Finding;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides whether a pool may be changed, its size included: the service executes a failed deletion of a node at the
 * next change of the pool, in spite of pods and traffic, see <a
 * href="https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengdeletingworkernodes.htm">Deleting Worker
 * Nodes</a>. Pure.
 */
public final class LeftDeletions {
    private LeftDeletions() {}

    /**
     * What stands in the way; empty if the pool may be changed.
     *
     * @param name of the pool, for messages
     * @param isNode whether Kubernetes has a node for that member of the pool
     * @param failed deletions in the pool that the service may still execute
     */
    public static List<Finding> in(NodePool pool, String name, Predicate<PoolNode> isNode, List<Operation> failed) {
        List<Finding> findings = new ArrayList<>();
        for (PoolNode member : pool.nodes()) {
            if (member.lifecycle() == Lifecycle.FAILING
                    || (member.lifecycle() == Lifecycle.DELETING && isNode.test(member))) {
                findings.add(Finding.blocker(
                        "node " + member.name() + " of " + name,
                        "state " + member.lifecycle(),
                        "no node on its way out when the pool is updated or resized, as that may end it",
                        "wait until it is gone, or repair the pool"));
            }
        }
        for (Operation deletion : failed) {
            findings.add(Finding.blocker(
                    name,
                    "a deletion of a node that failed (operation " + deletion.id() + ")" + reason(deletion),
                    "none: the service would end that node at the next update of the pool, pods and traffic or not",
                    "drain the node if it is still there, and change the pool by hand, such as to the size that it has:"
                            + " the service then ends the node"));
        }
        return findings;
    }

    private static String reason(Operation deletion) {
        return deletion.detail().map(detail -> ": " + detail).orElse("");
    }
}
