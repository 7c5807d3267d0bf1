package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeReport;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param outcome in a word
 * @param report of the run; null if it was refused
 * @param account for people; null if it completed
 */
public record Ending(Outcome outcome, @Nullable UpgradeReport report, @Nullable String account) {
    /** How a run ended, in a word. */
    public enum Outcome {
        /** All nodes are replaced. */
        COMPLETED,
        /** It stopped on the way. */
        STOPPED,
        /** It was asked to end. */
        CANCELLED,
        /** It never began. */
        REFUSED
    }
}
