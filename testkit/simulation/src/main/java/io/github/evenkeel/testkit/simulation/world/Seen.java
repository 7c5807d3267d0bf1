package io.github.evenkeel.testkit.simulation.world;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cache of what a service returns for a resource: one object for each revision, and the one before it for stale reads.
 */
final class Seen<T> {
    private static final long STALE_AT_MOST = 3_000_000_000L;

    private final World world;
    private long revision = -1;
    private @Nullable T now;
    private @Nullable T before;
    private long revisionBefore = -1;

    Seen(World world) {
        this.world = world;
    }

    T at(long current, long revisedAt, Supplier<T> look) {
        T shown = now;
        if (shown == null || current != revision) {
            before = shown;
            revisionBefore = revision;
            shown = look.get();
            now = shown;
            revision = current;
        }
        T stale = before;
        return stale != null
                        && revisionBefore == current - 1
                        && world.truth.now - revisedAt < STALE_AT_MOST
                        && world.faults.strikes(Fault.STALE_READ)
                ? stale
                : shown;
    }
}
