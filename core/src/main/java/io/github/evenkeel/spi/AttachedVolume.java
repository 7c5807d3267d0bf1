package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a volume that is attached to a node.
 *
 * @param attachment name of the VolumeAttachment
 * @param volume name of the PersistentVolume; empty for an inline volume
 * @param claim namespace and name of the PersistentVolumeClaim that the volume is bound to; empty if none
 * @param state whether the volume still exists
 */
public record AttachedVolume(String attachment, Optional<String> volume, Optional<String> claim, State state) {
    /** Refuses null. */
    @MadeByBuilder
    public AttachedVolume {
        Objects.requireNonNull(attachment, "attachment");
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(state, "state");
    }

    /** Whether the attached volume still exists. */
    public enum State {
        /** It exists, as far as is known. */
        THERE,
        /** The PersistentVolume is gone: the attachment is a leftover, and may stay for ever. */
        LEAKED
    }

    @Override
    public String toString() {
        return attachment + claim.map(" of claim "::concat).orElse("");
    }

    /**
     * Begins one with what all of them have.
     *
     * @param attachment name of the VolumeAttachment
     */
    public static Builder builder(String attachment) {
        return new Builder(attachment);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(attachment);
        builder.volume = volume;
        builder.claim = claim;
        builder.state = state;
        return builder;
    }

    /** Makes a {@link AttachedVolume}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String attachment;
        private Optional<String> volume = Optional.empty();
        private Optional<String> claim = Optional.empty();
        private State state = State.THERE;

        private Builder(String attachment) {
            this.attachment = Objects.requireNonNull(attachment, "attachment");
        }

        /** See {@link AttachedVolume#attachment()}. */
        public Builder attachment(String attachment) {
            this.attachment = Objects.requireNonNull(attachment, "attachment");
            return this;
        }

        /** See {@link AttachedVolume#volume()}; by default, and for null, none. */
        public Builder volume(@Nullable String volume) {
            this.volume = Optional.ofNullable(volume);
            return this;
        }

        /** See {@link AttachedVolume#claim()}; by default, and for null, none. */
        public Builder claim(@Nullable String claim) {
            this.claim = Optional.ofNullable(claim);
            return this;
        }

        /** See {@link AttachedVolume#state()}; by default {@link State#THERE}. */
        public Builder state(State state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Makes it. */
        public AttachedVolume build() {
            return new AttachedVolume(attachment, volume, claim, state);
        }
    }
}
