package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.cluster.Replacement.NewNode;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.spi.LoadBalancer.ByHand;
import io.github.evenkeel.spi.ManagedCluster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do about a node whose deletion was asked for, when the run ends before its backends are swapped.
 */
final class UnfinishedReplacement {
    private static final String NEW_ADDRESS = "NEW_ADDRESS";

    private UnfinishedReplacement() {}

    /** @param successor null if none is known yet */
    static List<ManualStep> leftToDo(
            ManagedCluster cluster, NodeTarget target, List<Placement> placements, @Nullable NewNode successor) {
        List<ManualStep> left = new ArrayList<>();
        if (successor == null) {
            String pool =
                    "node pool " + target.pool().name() + " (" + target.pool().id() + ")";
            left.add(new ManualStep(
                    "see that " + pool + " gets a ready node at " + target.version() + " in place of " + target
                            + " (instance " + target.instanceId() + "), whose deletion was asked for; its address is "
                            + NEW_ADDRESS + " below",
                    cluster.lookByHand(target.pool().id())));
        }
        for (Placement placement : placements) {
            Placement moved = placement.movedTo(
                    successor == null
                            ? NEW_ADDRESS
                            : successor.addressFor(placement.backend().address()));
            if (!moved.isSameBackendAs(placement)) {
                left.add(new ManualStep("see that " + placement + " is gone", placement.byHand(ByHand.REMOVE)));
            }
            left.add(new ManualStep(
                    "see that " + moved + " is there instead, with weight "
                            + placement.backend().weight() + ", and healthy",
                    moved.byHand(ByHand.ADD)));
        }
        return left;
    }
}
