package io.github.evenkeel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Handle of a running roll, which has threads of its own. Safe for use by any thread.
 *
 * <p>The end of a try-with-resources block cancels a roll that is still running.
 */
public interface Upgrade extends AutoCloseable {
    /** Identity of this run, which it leaves as a mark on what it changes. */
    String runId();

    /**
     * Waits for the end. An interrupt of the waiting thread ends the wait, not the roll.
     *
     * @return the report of a roll that completed
     * @throws EvenkeelException if it did not complete
     * @throws InterruptedException if the waiting thread is interrupted
     */
    UpgradeReport await() throws InterruptedException;

    /**
     * Waits for the end, up to a limit. The roll continues either way.
     *
     * @param atMost positive
     * @return the report of a roll that completed; empty if it is still running
     * @throws EvenkeelException if it ended without completing
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Optional<UpgradeReport> await(Duration atMost) throws InterruptedException;

    /**
     * Requests the end of the roll, and returns at once. The roll restores a node that is not deleted yet. It completes
     * the replacement of a deleted node first, as the cluster would lack a node otherwise. So it ends at the latest
     * when the timeouts of {@link Timing} for the current node are over. A second request, or one after the end, has no
     * effect.
     *
     * <p>With a journal, the roll records the request before it acts on it, and {@link #snapshot()} says
     * {@code CANCELLING} from then on. If the process ends before the roll does, {@link UpgradePlan#recover()} restores
     * or finishes the node that was begun, and ends as cancelled. The next roll continues with the remaining nodes.
     */
    void cancel();

    /**
     * Requests an end between nodes, and returns at once. The roll begins no other node, finishes those under way, and
     * ends as cancelled, with nothing left half done. If no node is left to begin, it completes. A stop ends a pause,
     * and a pause has no effect after it; a cancel does. With a journal, the stop outlives the process, as a cancel
     * does. The next roll continues with the remaining nodes.
     */
    void stop();

    /**
     * Requests a pause, and returns at once. The roll pauses between nodes and while it waits, but not from the
     * deletion of a node until its replacement serves, as the cluster lacks a node meanwhile. A pause does not count
     * towards the timeout of a step; it counts towards {@link UpgradePlan#withTimeout}. Drained backends and cordons
     * stay during a pause. Has no effect on a roll that has ended.
     *
     * <p>With a journal, the roll records the pause, as it does a cancel: a process that recovers the roll stays paused
     * until {@link #resume()} is called.
     */
    void pause();

    /** Resumes a paused roll. Has no effect on any other. */
    void resume();

    /**
     * Approves all that waits at a gate now, and returns at once. The roll asks the gate again.
     *
     * @param gateId the gate's id
     * @param approver a name for the journal and the report; not empty
     * @throws IllegalArgumentException if the plan has no such gate, if the gate takes no approvals, or if the name is
     *     empty
     * @throws IllegalStateException if nothing waits at the gate now, as it is open, has not been asked yet, or was
     *     just approved
     */
    void approve(String gateId, String approver);

    /** The current state. */
    UpgradeSnapshot snapshot();

    /**
     * A stage that completes with the report, or with an {@link EvenkeelException}, on a thread of the roll. Completing
     * or cancelling the stage does not affect the roll.
     */
    CompletionStage<UpgradeReport> completion();

    /**
     * Cancels the roll if it is still running, and waits for its end. A call from a listener, or from a stage that
     * depends on {@link #completion()}, cancels and does not wait. If the waiting thread is interrupted, it stops
     * waiting and keeps its interrupt flag; the roll still ends.
     */
    @Override
    void close();
}
