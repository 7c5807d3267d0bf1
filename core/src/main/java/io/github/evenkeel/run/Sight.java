package io.github.evenkeel.run;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a look brought: what was waited for, or what is there instead.
 *
 * @param value what was waited for; null if it is not there yet
 * @param found what is there instead, for people
 * @param requestId of the call that told; null if there was none
 * @param lookAgainAfter the least time until the next look
 */
public record Sight<T>(@Nullable T value, String found, @Nullable String requestId, Duration lookAgainAfter) {
    public static <T> Sight<T> of(T value) {
        return new Sight<>(value, "it", null, Duration.ZERO);
    }

    public static <T> Sight<T> notYet(String found) {
        return new Sight<>(null, found, null, Duration.ZERO);
    }

    /** Another view of the same, if it is there. */
    public <R> Sight<R> map(Function<T, R> view) {
        return new Sight<>(value == null ? null : view.apply(value), found, requestId, lookAgainAfter);
    }
}
