package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/**
 * Step that adds the successor's backends beside the node's own, with the same settings.
 *
 * <p>It is not undone here: should the node keep its place, the successor leaves when the run ends, with its backends.
 */
final class AdmitSuccessor implements NodeStep {
    @Override
    public Step id() {
        return Step.ADMIT_SUCCESSOR;
    }

    @Override
    public String reason() {
        return "to have it serve before the node is taken away";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        BackendChanges.make(
                node,
                membership -> node.traffic.admit(node.moved(membership), node.existing(), new SuccessorAtWork(node)));
        node.end(id());
    }
}
