package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.pool.Replacement.Successor;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.traffic.BackendMembership;
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
            ManagedCluster cluster,
            NodeTarget target,
            List<BackendMembership> memberships,
            @Nullable Successor successor) {
        List<ManualStep> left = new ArrayList<>();
        if (successor == null) {
            String pool =
                    "node pool " + target.pool().name() + " (" + target.pool().id() + ")";
            left.add(new ManualStep(
                    "see that " + pool + " gets a ready node at " + target.version() + " in place of " + target
                            + " (instance " + target.instanceId() + "), whose deletion was asked for; its address is "
                            + NEW_ADDRESS + " below",
                    cluster.inspectCliCommand(target.pool().id())));
        }
        for (BackendMembership membership : memberships) {
            BackendMembership moved = membership.movedTo(
                    successor == null
                            ? NEW_ADDRESS
                            : successor.addressFor(membership.backend().address()));
            if (!moved.isSameBackendAs(membership)) {
                left.add(
                        new ManualStep("see that " + membership + " is gone", membership.cliCommand(CliAction.REMOVE)));
            }
            left.add(new ManualStep(
                    "see that " + moved + " is there instead, with weight "
                            + membership.backend().weight() + ", and healthy",
                    moved.cliCommand(CliAction.ADD)));
        }
        return left;
    }
}
