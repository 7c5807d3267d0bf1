package io.github.evenkeel.testkit.kubernetes.store;

import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param revision of the store after it
 * @param before null if the object was created
 * @param after null if it was removed
 */
public record Change(long revision, @Nullable StoredObject before, @Nullable StoredObject after) {
    /** The object as it is now, or as it was last. */
    public StoredObject latest() {
        StoredObject latest = after != null ? after : before;
        if (latest == null) {
            throw new IllegalStateException("Change " + revision + " concerns no object");
        }
        return latest;
    }

    /** Its resource. */
    public ResourceType type() {
        return latest().type();
    }

    /** Whether the object is gone. */
    public boolean isRemoval() {
        return after == null;
    }
}
