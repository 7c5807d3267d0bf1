package io.github.evenkeel.plan;

import java.util.List;

/**
 * Nodes that begin before any of the next wave does.
 *
 * @param nodes by UID, in the order in which they begin
 * @param reason why it has these nodes, for messages
 */
public record Wave(List<String> nodes, String reason) {
    /** Copies the list. */
    public Wave {
        nodes = List.copyOf(nodes);
    }
}
