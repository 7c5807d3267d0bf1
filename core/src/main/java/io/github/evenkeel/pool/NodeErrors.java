package io.github.evenkeel.pool;

import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tolerates for a while that the service lists a new node with an error: the service retries, and may succeed some
 * seconds later.
 */
final class NodeErrors {
    private final Duration atMost;
    private final Supplier<Duration> clock;
    private @Nullable Duration since;

    /**
     * @param atMost how long it is borne, from when it is first seen
     * @param clock the time that has passed
     */
    NodeErrors(Duration atMost, Supplier<Duration> clock) {
        this.atMost = atMost;
        this.clock = clock;
    }

    /** There is none: the next one is borne as long as the first. */
    void none() {
        since = null;
    }

    /**
     * Waits for the service to get over it.
     *
     * @throws StepFailure the given one, if it has been so for too long
     */
    <T> PollResult<T> backoffOrThrow(StepFailure failure) {
        Duration now = clock.get();
        if (since == null) {
            since = now;
        }
        Duration left = atMost.minus(now.minus(since));
        if (left.isNegative() || left.isZero()) {
            throw failure;
        }
        return PollResult.notYet("the service could not make it yet: " + failure.found() + "; waiting "
                + left.toSeconds() + " s more for it to try again");
    }
}
