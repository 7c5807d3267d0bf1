package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * A volume that is attached to a node.
 *
 * @param attachment name of the VolumeAttachment
 * @param volume name of the PersistentVolume; null for an inline volume
 * @param claim namespace and name of the claim that the volume is bound to; null if it is bound to none
 * @param state whether the volume is there still
 */
public record AttachedVolume(String attachment, @Nullable String volume, @Nullable String claim, State state) {
    /** Whether what is attached is there still. */
    public enum State {
        /** It is, by all that is known. */
        THERE,
        /** The PersistentVolume is gone: the attachment was left behind, and may stay for ever. */
        LEAKED
    }

    /** A volume that is there. */
    public AttachedVolume(String attachment, @Nullable String volume, @Nullable String claim) {
        this(attachment, volume, claim, State.THERE);
    }

    @Override
    public String toString() {
        return attachment + (claim == null ? "" : " of claim " + claim);
    }
}
