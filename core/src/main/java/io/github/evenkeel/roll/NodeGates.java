package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.ChangeCondition;
import java.util.List;

/** Gates of one node: they are asked before its first change. */
final class NodeGates {
    private final RollingNode node;
    private boolean askedFor;

    /** @param askedFor whether nothing of the node is begun */
    NodeGates(RollingNode node, boolean askedFor) {
        this.node = node;
        this.askedFor = askedFor;
    }

    /**
     * Waits until the gates are open for the node. What is begun is finished or put back, whatever they say.
     *
     * @return whether it has waited
     */
    boolean await(StepRecorder steps) {
        return askedFor && node.context.gates.awaitOpen(node.scope, question(), steps);
    }

    /** The other process may have ended just before its first change: then the gates are asked as for any node. */
    void findOutWhetherItIsTouched() {
        askedFor = !node.leavesAgain()
                && !node.state().begun().contains(Step.CORDON)
                && node.traffic.at(node.addresses()).stream()
                        .allMatch(membership -> membership.backend().acceptsTraffic());
    }

    /** Conditions of the first change to the node. */
    <S> List<ChangeCondition<S>> open() {
        return askedFor ? List.of(new GatesOpen<>(node.context.gates, node.scope, this::question)) : List.of();
    }

    private GateRequest.Builder question() {
        return GateRequest.aboutNode(node.name(), node.state().poolId());
    }
}
