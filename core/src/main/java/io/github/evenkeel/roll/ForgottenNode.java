package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.stream.Collectors;

/** Unfinished node that another client has deleted together with its backends. */
final class ForgottenNode {
    private ForgottenNode() {}

    /**
     * Takes it out of the journal, and tells so.
     *
     * @param found what has become of it
     */
    static void forget(RollingNode node, String found) {
        node.memberships().forEach(node.others::doWithout);
        node.journal.rolledBack(node.state());
        node.context.ledger.release(node.name());
        node.scope
                .publisher()
                .warned(Finding.warning(
                        node.toString(),
                        found,
                        "the node, to be replaced by this run",
                        "if another machine came in its place, see that it has its backends: "
                                + node.memberships().stream()
                                        .map(BackendMembership::toString)
                                        .collect(Collectors.joining(", "))));
    }
}
