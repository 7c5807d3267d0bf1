package io.github.evenkeel.run;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.RunLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds a run together in time.
 *
 * @param journal where it writes down what it intends and has done; null for nowhere that outlives it
 * @param lock that one run at a time has; null for none
 * @param deadline for the whole run; null for none
 * @param runId that the caller has given the run; null for one that is made
 * @param acknowledged what others have changed meanwhile, and a run that goes on takes as it is
 */
public record Durability(
        @Nullable Journal journal,
        @Nullable RunLock lock,
        @Nullable Duration deadline,
        @Nullable String runId,
        Acknowledgements acknowledged) {
    /** Nothing: a run that ends early is not gone on with. */
    public static final Durability NONE = new Durability(null, null, null);

    /** With nothing acknowledged. */
    public Durability(@Nullable Journal journal, @Nullable RunLock lock, @Nullable Duration deadline) {
        this(journal, lock, deadline, null, Acknowledgements.NOTHING);
    }
}
