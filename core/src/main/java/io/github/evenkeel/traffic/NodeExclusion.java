package io.github.evenkeel.traffic;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.NodeWrite;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Label that takes one node out of the load balancers of Services, with the mark of the run. Only if it is still the
 * same node; removed only if the run has put it there.
 */
public final class NodeExclusion {
    private final Workloads workloads;
    private final NodeScope run;
    private final String owner;
    private final NodeIdentity node;
    private boolean asked;

    /** @param owner mark of this run */
    public NodeExclusion(Workloads workloads, NodeScope run, String owner, NodeIdentity node) {
        this.workloads = workloads;
        this.run = run;
        this.owner = owner;
        this.node = node;
    }

    /**
     * Puts the label on the node, unless the node has it.
     *
     * @param beforeWrite called before each attempt at the write, as the response may be lost; tells whether it may be
     *     made
     * @return whether the node has the label
     * @throws StepFailure if the node does not exist, or has the label with a value that a controller does not heed
     */
    public boolean put(BooleanSupplier beforeWrite) {
        return NodeWrite.make(run, workloads, "label", node.name(), now -> {
            ClusterNode found = now.filter(node::is).orElseThrow(() -> node.missing(now));
            Optional<String> label = found.exclusion().label();
            if (label.isEmpty()) {
                if (!beforeWrite.getAsBoolean()) {
                    return false;
                }
                asked = true;
                workloads.excludeFromLoadBalancers(found, owner);
            } else if (!Boolean.parseBoolean(label.get())) {
                throw new StepFailure(
                        "node " + node.name(),
                        "no label " + BalancerExclusion.LABEL + ", or one of this run",
                        "the label with value " + label.get() + " of another client: remove it");
            }
            return true;
        });
    }

    /**
     * Removes the label, if this run has put it there. If a requested label is not visible, reads the node twice, as a
     * read may return an older state.
     *
     * @return whether it was there
     */
    public boolean lift() {
        boolean lifted = liftIfSeen();
        if (!lifted && asked) {
            run.waits()
                    .sleep(
                            "the label of node " + node.name() + " to become visible",
                            run.timing().calls().poll());
            lifted = liftIfSeen();
        }
        asked = false;
        return lifted;
    }

    private boolean liftIfSeen() {
        boolean[] requested = {false};
        return NodeWrite.make(run, workloads, "label", node.name(), now -> {
            ClusterNode found = now.filter(node::is).orElse(null);
            if (found == null || !found.exclusion().isBy(owner)) {
                return requested[0];
            }
            requested[0] = true;
            workloads.includeInLoadBalancers(found);
            return true;
        });
    }
}
