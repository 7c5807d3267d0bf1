package io.github.evenkeel.run;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Result of one poll: the awaited value, or the current state instead.
 *
 * @param value awaited value; null if it is not there yet
 * @param found current state instead, for messages
 * @param requestId of the call; null if there was none
 * @param lookAgainAfter least time until the next poll
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
