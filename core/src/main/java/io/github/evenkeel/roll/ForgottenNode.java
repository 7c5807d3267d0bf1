package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.preflight.NodeTarget;
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
    static void forget(Tools tools, NodeTarget target, List<Placement> placements, String found) {
        placements.forEach(tools.servingBackends::doWithout);
        tools.journal.putBack(target.node().name());
        tools.diary.warned(Finding.warning(
                target.toString(),
                found,
                "the node, to be replaced by this run",
                "if another machine came in its place, see that it has its backends: "
                        + placements.stream().map(Placement::toString).collect(Collectors.joining(", "))));
    }
}
