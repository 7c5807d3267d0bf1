package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import java.util.List;

/**
 * Step that deletes a machine that is no node of the cluster: it has no pods, and no traffic, unless it has the address
 * of a node that was there before.
 */
final class DeleteUnjoinedNode implements NodeStep {
    @Override
    public Step id() {
        return Step.DELETE_NODE;
    }

    @Override
    public String reason() {
        return "it has not joined the cluster";
    }

    @Override
    public Phase phase() {
        return Phase.POINT_OF_NO_RETURN;
    }

    @Override
    public void run(RollingNode node) {
        if (!node.state().isBegun()) {
            node.remember();
        }
        node.replacement.request(() -> node.beginBeyondReturn(id()), List.of(() -> DeleteNode.requireNoTraffic(node)));
        node.end(id());
    }
}
