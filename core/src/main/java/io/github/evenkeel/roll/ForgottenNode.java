package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.List;
import java.util.stream.Collectors;

/** A node that was begun, and that others have taken away with all that belonged to it. */
final class ForgottenNode {
    private ForgottenNode() {}

    /**
     * Takes it out of the journal, and tells so.
     *
     * @param found what has become of it
     */
    static void forget(RunContext context, NodeTarget target, List<BackendMembership> memberships, String found) {
        memberships.forEach(context.servingBackends::doWithout);
        context.journal.putBack(target.node().name());
        context.publisher.warned(Finding.warning(
                target.toString(),
                found,
                "the node, to be replaced by this run",
                "if another machine came in its place, see that it has its backends: "
                        + memberships.stream().map(BackendMembership::toString).collect(Collectors.joining(", "))));
    }
}
