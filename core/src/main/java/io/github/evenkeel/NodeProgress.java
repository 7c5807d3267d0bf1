package io.github.evenkeel;

import java.util.Optional;

/**
 * Immutable progress of a node that is under way. Only the library implements it; methods may be added in any release.
 */
public interface NodeProgress {
    /** Name of the node. */
    String node();

    /** Current step; empty before the first. */
    Optional<Step> step();

    /** What the node's run waits for; empty if it does not wait. */
    Optional<String> waitingFor();
}
