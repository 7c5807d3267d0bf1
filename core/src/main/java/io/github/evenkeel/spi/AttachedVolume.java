package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * A volume that is attached to a node.
 *
 * @param attachment name of the VolumeAttachment
 * @param volume name of the PersistentVolume; null for an inline volume
 */
public record AttachedVolume(String attachment, @Nullable String volume) {}
