package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/**
 * Condition that must hold at all times. It checks the truth of the world, never the state of the engine.
 *
 * <p>A run can't know of changes that other clients made a moment ago: {@link #justNow} is how long such a change
 * excuses the run.
 */
abstract class Invariant {
    static final long JUST_NOW = Duration.ofSeconds(30).toNanos();

    private final String id;
    private long checks;

    Invariant(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    long checks() {
        return checks;
    }

    /** The run is about to do something. */
    void before(Act act, Truth truth) {}

    /** A process is about to take the lock that another one, or itself, has not renewed for a term. */
    void takesOver(LockHeld lock, Truth truth) {}

    /** The world has changed, by any client. */
    void changed(Truth truth) {}

    /** The run has made a call. */
    void called(Call call, String object, String whole, Call.Answer answer) {}

    /** The run has told its listeners something. */
    void told(UpgradeEvent event, Truth truth) {}

    /** The run is over. */
    void end(Ending ending, Truth truth) {}

    /** @param broken what is so instead, with {@code {}} for each of the details */
    final void require(boolean holds, String broken, @Nullable Object... details) {
        checks++;
        if (!holds) {
            throw new InvariantBroken(
                    id, MessageFormatter.arrayFormat(broken, details).getMessage());
        }
    }

    static boolean justNow(long changedAt, Truth truth) {
        return changedAt >= truth.now - JUST_NOW;
    }
}
