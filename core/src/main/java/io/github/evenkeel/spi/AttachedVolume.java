package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a volume that is attached to a node.
 *
 * @param attachment name of the VolumeAttachment
 * @param volume name of the PersistentVolume; null for an inline volume
 * @param claim namespace and name of the PersistentVolumeClaim that the volume is bound to; null if none
 * @param state whether the volume still exists
 */
public record AttachedVolume(String attachment, @Nullable String volume, @Nullable String claim, State state) {
    /** Whether the attached volume still exists. */
    public enum State {
        /** It exists, as far as is known. */
        THERE,
        /** The PersistentVolume is gone: the attachment is a leftover, and may stay for ever. */
        LEAKED
    }

    /** Describes a volume that exists. */
    public AttachedVolume(String attachment, @Nullable String volume, @Nullable String claim) {
        this(attachment, volume, claim, State.THERE);
    }

    @Override
    public String toString() {
        return attachment + (claim == null ? "" : " of claim " + claim);
    }
}
