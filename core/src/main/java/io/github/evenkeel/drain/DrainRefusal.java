package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.Finding;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;

/** Previews of drains that can't begin. */
final class DrainRefusal {
    private DrainRefusal() {}

    static DrainPreview noSuchNode(String node) {
        return of(
                node,
                Finding.blocker(
                        "node " + node, "no such node", "a node of that name", "check the name and the cluster"));
    }

    /**
     * After a failed read.
     *
     * @throws ServiceException if it is retryable
     */
    static DrainPreview of(String node, ServiceException e) {
        if (e.isRetryable()) {
            throw e;
        }
        return of(
                node,
                Finding.blocker(
                        e.operation(),
                        e.outcome() + ": " + e.reason(),
                        "a response",
                        e.outcome() != ServiceException.Outcome.REJECTED
                                ? "check the permissions of the client that the plan was given"
                                : "fix what the server reports"));
    }

    private static DrainPreview of(String node, Finding blocker) {
        return new DrainPreviewRecord(node, List.of(blocker), List.of());
    }
}
