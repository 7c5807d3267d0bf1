package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.List;
import java.util.Optional;

/** Step that deletes the node: the point of no return. */
final class DeleteNode implements NodeStep {
    @Override
    public Step id() {
        return Step.DELETE_NODE;
    }

    @Override
    public String reason() {
        return "the pool replaces a deleted node";
    }

    @Override
    public Phase phase() {
        return Phase.POINT_OF_NO_RETURN;
    }

    /** The intent is written before each final check: the journal tells a run that was held up whether it may go on. */
    @Override
    public void run(RollingNode node) {
        node.replacement.request(
                () -> node.beginBeyondReturn(id()),
                List.of(
                        () -> requireGates(node),
                        () -> node.context.requireAvailable(node.scope),
                        () -> node.drain.requireStillDrained(node.name(), node.toString()),
                        () -> requireNoTraffic(node)));
        if (!node.state().beyondReturn()) {
            node.beginBeyondReturn(id()); // another client has deleted it: its backends are moved all the same
        }
        node.end(id());
    }

    /** A node that the run has added is put back, whatever gates say. */
    private static void requireGates(RollingNode node) {
        if (!node.leavesAgain()) {
            node.context.gates.requireOpen(
                    node.scope,
                    GateRequest.aboutDeletion(node.name(), node.state().poolId()));
        }
    }

    static void requireNoTraffic(RollingNode node) {
        Optional<BackendMembership> inTheWay = withTraffic(node);
        if (inTheWay.isPresent()) {
            throw drainCleared(inTheWay.get());
        }
    }

    /** A backend of the node that gets new connections, if there is one. */
    static Optional<BackendMembership> withTraffic(RollingNode node) {
        return node.traffic.at(node.addresses()).stream()
                .filter(membership -> membership.backend().acceptsTraffic())
                .findFirst();
    }

    /** What a step says of such a backend, which is in its way. */
    static StepFailure drainCleared(BackendMembership withTraffic) {
        return new StepFailure(
                withTraffic.toString(),
                "still drained",
                "new connections again, as another client has cleared its drain");
    }
}
