package io.github.evenkeel.roll;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;

/** Annotation on a node with which its owner holds it back: it is neither begun nor deleted. */
record Hold(Workloads workloads) {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** Reads the node that the request is about; proceeds with anything else. */
    GateDecision decide(GateRequest request, Retries retries) {
        return switch (request.subject()) {
            case NODE, NODE_DELETION -> decide(request.nodes().get(0), retries);
            case CONTROL_PLANE, NODE_POOL, WAVE -> GateDecision.proceed();
        };
    }

    private GateDecision decide(String node, Retries retries) {
        return retries.call("read node " + node, () -> workloads.node(node))
                .flatMap(ClusterNode::hold)
                .map(reason -> GateDecision.waitFor(
                        "node " + node + " is held by its annotation " + ClusterNode.HOLD_ANNOTATION + ": " + reason,
                        ASK_AGAIN))
                .orElseGet(GateDecision::proceed);
    }
}
