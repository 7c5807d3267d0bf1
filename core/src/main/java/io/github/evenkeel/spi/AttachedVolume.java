package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * A volume that is attached to a node.
 *
 * @param attachment name of the VolumeAttachment
 * @param volume name of the PersistentVolume; null for an inline volume
 * @param claim namespace and name of the claim that the volume is bound to; null if it is bound to none
 */
public record AttachedVolume(String attachment, @Nullable String volume, @Nullable String claim) {
    @Override
    public String toString() {
        return attachment + (claim == null ? "" : " of claim " + claim);
    }
}
