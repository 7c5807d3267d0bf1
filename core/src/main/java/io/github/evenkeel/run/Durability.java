package io.github.evenkeel.run;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.RunLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings that let a run outlive its process.
 *
 * @param journal of the run; null for none
 * @param lock of the cluster; null for none
 * @param deadline for the whole run; null for none
 * @param runId set by the caller; null for a generated one
 * @param acknowledged changes by other clients that the plan accepts
 * @param ownPod in which the process is; null if it is in no pod of the cluster
 */
public record Durability(
        @Nullable Journal journal,
        @Nullable RunLock lock,
        @Nullable Duration deadline,
        @Nullable String runId,
        Acknowledgements acknowledged,
        @Nullable OwnPod ownPod) {
    /** Nothing: a run that ends early is not gone on with. */
    public static final Durability NONE = new Durability(null, null, null);

    /** With nothing acknowledged. */
    public Durability(@Nullable Journal journal, @Nullable RunLock lock, @Nullable Duration deadline) {
        this(journal, lock, deadline, null, Acknowledgements.NOTHING, null);
    }
}
