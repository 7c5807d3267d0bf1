package io.github.evenkeel.testkit.kubernetes.store;

/**
 * Result of a deletion.
 *
 * @param object as it is now, or was last
 * @param outcome whether it is gone
 */
public record Deletion(StoredObject object, Outcome outcome) {
    /** Whether the object is gone. */
    public enum Outcome {
        /** It is. */
        REMOVED,
        /** It waits for its node, or for its finalizers. */
        PENDING
    }
}
