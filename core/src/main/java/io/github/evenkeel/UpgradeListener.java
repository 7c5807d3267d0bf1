package io.github.evenkeel;

/**
 * Told of what happens in a roll, in order and one event at a time.
 *
 * <p>Each listener is called on a thread of its own, beside the roll, which never waits for it: so it hears of an event
 * a moment after that, and may call any method of the {@link Upgrade}. {@link Upgrade#await()} returns once the
 * listeners have heard all events, the end included, or ten seconds after the roll has ended. A listener that takes
 * longer than that for one event is warned of in the log and in the report; it hears the others later, and misses some
 * once ten thousand wait for it. Whatever a listener throws is logged with its class, and never stops a roll.
 */
public interface UpgradeListener {
    /** Any event; by default handed on to the method of its kind. */
    default void onEvent(UpgradeEvent event) {
        if (event instanceof UpgradeEvent.StepStarted started) {
            onStepStarted(started);
        } else if (event instanceof UpgradeEvent.StepEnded ended) {
            onStepEnded(ended);
        } else if (event instanceof UpgradeEvent.StepFailed failed) {
            onStepFailed(failed);
        } else if (event instanceof UpgradeEvent.Waiting waiting) {
            onWaiting(waiting);
        } else if (event instanceof UpgradeEvent.Retrying retrying) {
            onRetrying(retrying);
        } else if (event instanceof UpgradeEvent.Warned warned) {
            onWarned(warned);
        } else if (event instanceof UpgradeEvent.PodEvicted evicted) {
            onPodEvicted(evicted);
        } else if (event instanceof UpgradeEvent.PodDeletedPastBudget deleted) {
            onPodDeletedPastBudget(deleted);
        } else if (event instanceof UpgradeEvent.PodMovedByOthers moved) {
            onPodMovedByOthers(moved);
        } else if (event instanceof UpgradeEvent.RolledBack putBack) {
            onRolledBack(putBack);
        } else if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            onNodeReplaced(replaced);
        } else if (event instanceof UpgradeEvent.ProbeChanged changed) {
            onProbeChanged(changed);
        } else if (event instanceof UpgradeEvent.Ended ended) {
            onEnded(ended);
        }
    }

    /** A step began. */
    default void onStepStarted(UpgradeEvent.StepStarted event) {}

    /** A step came to its end. */
    default void onStepEnded(UpgradeEvent.StepEnded event) {}

    /** A step could not be finished. */
    default void onStepFailed(UpgradeEvent.StepFailed event) {}

    /** The roll waits for something else than before. */
    default void onWaiting(UpgradeEvent.Waiting event) {}

    /** A call failed and will be made again. */
    default void onRetrying(UpgradeEvent.Retrying event) {}

    /** Something that somebody may want to know. */
    default void onWarned(UpgradeEvent.Warned event) {}

    /** A pod was let go. */
    default void onPodEvicted(UpgradeEvent.PodEvicted event) {}

    /** A pod was deleted past its disruption budget. */
    default void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {}

    /** A pod was deleted by another party, after its eviction had been refused. */
    default void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {}

    /** Something was put back. */
    default void onRolledBack(UpgradeEvent.RolledBack event) {}

    /** A node's work is done by another one. */
    default void onNodeReplaced(UpgradeEvent.NodeReplaced event) {}

    /** A probe's view changed. */
    default void onProbeChanged(UpgradeEvent.ProbeChanged event) {}

    /** The roll ended. */
    default void onEnded(UpgradeEvent.Ended event) {}
}
