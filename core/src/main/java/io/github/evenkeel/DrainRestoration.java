package io.github.evenkeel;

import java.util.Optional;

/**
 * Immutable result of {@link DrainPlan#restore()}. Only the library creates it. It is complete: its components stay as
 * they are.
 *
 * @param outcome what was done
 * @param drainId of the drain whose cordon was lifted; empty if none was
 */
public record DrainRestoration(Outcome outcome, Optional<String> drainId) {
    /** What was done. */
    public enum Outcome {
        /** The cordon was lifted. */
        UNCORDONED,
        /** There was no cordon. */
        NOT_CORDONED,
        /** Another owner holds the cordon: it stays. */
        CORDON_OF_OTHERS,
        /** There is no such node. */
        NO_SUCH_NODE
    }

    @Override
    public String toString() {
        return outcome + drainId.map(id -> " (" + id + ")").orElse("");
    }
}
