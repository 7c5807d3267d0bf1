package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Immutable toleration of a pod.
 *
 * @param key of the taints; empty for any
 * @param value of the taints; empty for any
 * @param effect of the taints; empty for any
 */
public record Toleration(Optional<String> key, Optional<String> value, Optional<Taint.Effect> effect) {
    /** Refuses null. */
    public Toleration {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(effect, "effect");
    }

    /** Whether the pod tolerates the taint. */
    public boolean covers(Taint taint) {
        return key.filter(its -> !its.equals(taint.key())).isEmpty()
                && value.filter(its -> !its.equals(taint.value())).isEmpty()
                && effect.filter(its -> its != taint.effect()).isEmpty();
    }
}
