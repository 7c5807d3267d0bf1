package io.github.evenkeel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A roll that goes on by itself, on threads of its own. Safe for use by any thread.
 *
 * <p>Leaving a try-with-resources block before the roll has ended cancels it.
 */
public interface Upgrade extends AutoCloseable {
    /** Identity of this run: the mark that it leaves on what it changes. */
    String runId();

    /**
     * Waits for the end. Interrupting the waiting thread ends the wait and not the roll.
     *
     * @return the report of a roll that completed
     * @throws UpgradeException if it did not
     * @throws InterruptedException if the waiting thread is interrupted
     */
    UpgradeReport await() throws InterruptedException;

    /**
     * Waits for the end, but not longer than told. The roll goes on either way.
     *
     * @param atMost positive
     * @return the report of a roll that completed; empty if it goes on
     * @throws UpgradeException if it ended otherwise
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Optional<UpgradeReport> await(Duration atMost) throws InterruptedException;

    /**
     * Asks the roll to end, and returns at once. A node that has not been deleted yet is put back as it was; one that
     * has been is replaced to the end first, as half a replacement helps nobody. So the end comes at the latest when
     * the waits of {@link Timing} for the node under way are over. Asking again, or after the end, does nothing.
     *
     * <p>With a journal the roll writes it down before it acts on it, and {@link #snapshot()} says {@code CANCELLING}
     * from then on: should the process end before the roll does, {@link UpgradePlan#recover()} puts back or finishes
     * what was begun, and ends as cancelled; the roll after that one goes on.
     */
    void cancel();

    /**
     * Asks the roll to pause, and returns at once. It pauses between nodes and while it waits, but not from the
     * deletion of a node until its replacement serves, as that is not a state to leave a cluster in. A pause does not
     * count against the time that a step may take; it does against {@link UpgradePlan#withTimeout}. Drained backends
     * and cordons stay meanwhile. Has no effect on a roll that has ended.
     *
     * <p>With a journal it is written down, as a cancel is: another process that goes on with the roll stays paused
     * until it is told to {@link #resume()}.
     */
    void pause();

    /** Has a paused roll go on. Has no effect on any other. */
    void resume();

    /** How it stands now. */
    UpgradeSnapshot snapshot();

    /**
     * Completes with the report, or with an {@link UpgradeException}, on a thread of the roll. Completing or cancelling
     * what this returns does nothing to the roll.
     */
    CompletionStage<UpgradeReport> completion();

    /**
     * Cancels the roll if it goes on, and waits for its end; called by a listener, or by what depends on the
     * completion, it cancels and does not wait. If the waiting thread is interrupted, it stops waiting and keeps its
     * interrupt flag; the roll ends by itself.
     */
    @Override
    void close();
}
