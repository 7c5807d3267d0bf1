package io.github.evenkeel.roll;

import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.Step;

/** Step that cordons the node. */
final class CordonNode implements NodeStep {
    @Override
    public Step id() {
        return Step.CORDON;
    }

    @Override
    public String reason() {
        return "to keep new pods off the node";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        node.cordon.put(node.name(), node.identity().uid(), before -> {
            node.scope.waits().checkCancelled();
            node.verdicts.askUnlessFresh();
            node.rollback.cordoned();
        });
        node.keepLedger();
        node.end(id());
    }

    @Override
    public void undo(RollingNode node) {
        if (node.rollback.hasCordoned()) {
            node.rollback.attempt(
                    "uncordon " + node,
                    () -> node.cordon.lift(node.name(), node.identity().uid()) == DrainRestoration.Outcome.UNCORDONED,
                    () -> node.spec.workloads().uncordonCliCommand(node.name()));
        }
    }
}
