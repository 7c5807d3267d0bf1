package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.traffic.NodeTraffic;
import java.util.List;

/** Gates of one node: they are asked before its first change. */
final class NodeGates {
    private final Gates gates;
    private final NodeScope scope;
    private final String name;
    private final String poolId;
    private volatile boolean askedFor; // backends of several load balancers may be drained beside each other

    /** @param askedFor whether nothing of the node is begun */
    NodeGates(Gates gates, NodeScope scope, NodeState node, boolean askedFor) {
        this.gates = gates;
        this.scope = scope;
        name = node.name();
        poolId = node.poolId();
        this.askedFor = askedFor;
    }

    /**
     * Waits until the gates are open for the node. What is begun is finished or put back, whatever they say.
     *
     * @return whether it has waited
     */
    boolean await(StepRecorder steps) {
        return askedFor && gates.awaitOpen(scope, question(), steps);
    }

    /** The other process may have ended just before its first change: then the gates are asked as for any node. */
    void findOutWhetherItIsTouched(NodeState state, NodeTraffic traffic) {
        askedFor = !state.begun().contains(Step.CORDON)
                && traffic.at(state.addresses()).stream()
                        .allMatch(membership -> membership.backend().acceptsTraffic());
    }

    /** A service has taken a change to the node: from here on, the gates are not asked about it. */
    void passed() {
        askedFor = false;
    }

    /** Conditions of a change to the node, until one was made: another client may remove what was to be the first. */
    <S> List<ChangeCondition<S>> open() {
        return askedFor ? List.of(new GatesOpen<>(gates, scope, this::question)) : List.of();
    }

    private GateRequest.Builder question() {
        return GateRequest.aboutNode(name, poolId);
    }
}
