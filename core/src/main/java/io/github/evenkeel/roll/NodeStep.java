package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/**
 * Step of a node's replacement: what it does, why, and how it is rolled back. It has no state of its own: the
 * {@link RollingNode} has it. A step can be repeated, by the same process or another one.
 */
interface NodeStep {
    /** When a step can be cancelled, and whether there is a way back from it. */
    enum Phase {
        /** Can be cancelled, and is undone if a later step fails. */
        REVERSIBLE,
        /** Gives the node up: from here on the replacement is brought to its end. */
        POINT_OF_NO_RETURN,
        /** Brings the replacement to its end: can't be cancelled, as half a replacement helps no one. */
        COMPLETING,
        /** The node is replaced, and the journal says so: can be cancelled, and leaves nothing undone. */
        AFTERWARDS
    }

    /** Its name in events, reports and the journal. */
    Step id();

    /** Why it is done, for people. */
    String reason();

    /** When it can be cancelled, and whether there is a way back from it. */
    Phase phase();

    /** Whether the node needs it, as far as that is known when its turn comes. */
    default boolean isFor(RollingNode node) {
        return true;
    }

    /** Does it. What changes something first calls {@link RollingNode#begin}, which writes the intent down. */
    void run(RollingNode node);

    /** Undoes what it did, if it did anything; each thing whatever becomes of the others. */
    default void undo(RollingNode node) {}
}
