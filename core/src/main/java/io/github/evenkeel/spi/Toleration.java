package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * Immutable toleration of a pod.
 *
 * @param key of the taints; null for any
 * @param value of the taints; null for any
 * @param effect of the taints; null for any
 */
public record Toleration(@Nullable String key, @Nullable String value, Taint.@Nullable Effect effect) {
    /** Whether the pod tolerates the taint. */
    public boolean covers(Taint taint) {
        return (key == null || key.equals(taint.key()))
                && (value == null || value.equals(taint.value()))
                && (effect == null || effect == taint.effect());
    }
}
