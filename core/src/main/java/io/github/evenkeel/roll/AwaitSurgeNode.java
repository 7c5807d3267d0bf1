package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/**
 * Step that waits for a node that was added to the pool, and claims it as the node's successor. Nothing of the node is
 * touched before.
 */
final class AwaitSurgeNode implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_SURGE_NODE;
    }

    @Override
    public String reason() {
        return "to have another node serve before this one is touched";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        node.context.requireAvailable(node.scope);
        node.requireSameNode();
        if (node.hasSuccessor()) {
            node.replacement.awaitAtWork(node.successor());
            return;
        }
        node.observe();
        node.remember();
        node.succeededBy(node.replacement.awaitSurgeNode(node.usedAddresses()));
        do {
            new OtherRuns(node).requireNone(); // after the wait, which may have been long
            node.verdicts.ask();
        } while (node.gates.await(StepRecorder.WITHIN_ANOTHER));
        node.observeAgain();
        node.others.noticeRemovals(node.memberships(), node.addresses().all());
        node.others.countBefore(node.memberships(), node.addresses().all());
        node.scope.waits().checkNotStopped(); // it may have waited for long since the node was chosen
        node.claim(id());
    }
}
