package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import java.util.stream.Collectors;

/** The node's pool makes its successor, and that becomes ready. */
final class AwaitReplacement implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_REPLACEMENT;
    }

    @Override
    public String reason() {
        return "capacity has to be back before more is taken away";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.succeededBy(node.replacement.await(node.memberships().stream()
                .map(membership -> membership.backend().address())
                .collect(Collectors.toSet())));
    }
}
