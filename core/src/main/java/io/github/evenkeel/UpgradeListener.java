package io.github.evenkeel;

/**
 * Receives the events of a roll, in order and one at a time.
 *
 * <p>Each listener has a thread of its own, and the roll never waits for it. So a listener receives an event a moment
 * later, and may call any method of the {@link Upgrade}. {@link Upgrade#await()} returns once the listeners have
 * received all events, the end included, or ten seconds after the roll has ended. The log and the report warn of a
 * listener that takes longer than that for one event. It receives later events late, and loses some once ten thousand
 * wait for it. An exception of a listener is logged with the listener's class, and never stops a roll.
 */
public interface UpgradeListener {
    /** Receives any event. The default calls the method of its kind. */
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

    /** A step ended. */
    default void onStepEnded(UpgradeEvent.StepEnded event) {}

    /** A step failed. */
    default void onStepFailed(UpgradeEvent.StepFailed event) {}

    /** The roll began to wait for something new. */
    default void onWaiting(UpgradeEvent.Waiting event) {}

    /** A call failed and will be retried. */
    default void onRetrying(UpgradeEvent.Retrying event) {}

    /** A finding that does not stop the roll. */
    default void onWarned(UpgradeEvent.Warned event) {}

    /** The API server accepted the eviction of a pod. */
    default void onPodEvicted(UpgradeEvent.PodEvicted event) {}

    /** A pod was deleted in spite of its disruption budget. */
    default void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {}

    /** Another client deleted a pod after the API server had refused its eviction. */
    default void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {}

    /** A change was rolled back. */
    default void onRolledBack(UpgradeEvent.RolledBack event) {}

    /** A new node has taken a node's place. */
    default void onNodeReplaced(UpgradeEvent.NodeReplaced event) {}

    /** A probe's result changed. */
    default void onProbeChanged(UpgradeEvent.ProbeChanged event) {}

    /** The roll ended. */
    default void onEnded(UpgradeEvent.Ended event) {}
}
