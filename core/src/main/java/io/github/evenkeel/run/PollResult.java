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
public record PollResult<T>(@Nullable T value, String found, @Nullable String requestId, Duration lookAgainAfter) {
    public static <T> PollResult<T> of(T value) {
        return new PollResult<>(value, "it", null, Duration.ZERO);
    }

    public static <T> PollResult<T> notYet(String found) {
        return new PollResult<>(null, found, null, Duration.ZERO);
    }

    /** Another view of the same, if it is there. */
    public <R> PollResult<R> map(Function<T, R> view) {
        return new PollResult<>(value == null ? null : view.apply(value), found, requestId, lookAgainAfter);
    }
}
