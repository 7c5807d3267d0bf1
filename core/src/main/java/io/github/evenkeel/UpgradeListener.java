package io.github.evenkeel;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Receives the events of a roll, in order and one at a time.
 *
 * <p>Each listener has a thread of its own, and the roll never waits for it. So a listener receives an event a moment
 * later, and may call any method of the {@link Upgrade}. {@link Upgrade#await()} returns once the listeners have
 * received all events, the end included, or ten seconds after the roll has ended. The log and the report warn of a
 * listener that takes longer than that for one event. It receives later events late, and loses some once ten thousand
 * wait for it. An exception of a listener is logged with the listener's class, and never stops a roll.
 *
 * <p>There is one method for each kind of event, and none for all: {@link #of} makes a listener that receives all but
 * calls. New kinds have a method that does nothing.
 */
public interface UpgradeListener {
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

    /** The rollout of a Deployment was restarted, before its single replica leaves a node. */
    default void onDeploymentRestarted(UpgradeEvent.DeploymentRestarted event) {}

    /** The API server did not accept an eviction, which the drain requests again later. */
    default void onEvictionRefused(UpgradeEvent.EvictionRefused event) {}

    /** A pod was deleted in spite of its disruption budget. */
    default void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {}

    /** Another client deleted a pod after the API server had refused its eviction. */
    default void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {}

    /** The run answered a request that came with its lock. */
    default void onRequestAnswered(UpgradeEvent.RequestAnswered event) {}

    /** A change was rolled back. */
    default void onRolledBack(UpgradeEvent.RolledBack event) {}

    /** A new node has taken a node's place. */
    default void onNodeReplaced(UpgradeEvent.NodeReplaced event) {}

    /** The run is done with a node, however it ended. */
    default void onNodeEnded(UpgradeEvent.NodeEnded event) {}

    /** A gate let something begin. */
    default void onGatePassed(UpgradeEvent.GatePassed event) {}

    /**
     * A call of a port ended. A run makes many: it publishes these events only to listeners whose class overrides this
     * method.
     */
    default void onCallEnded(UpgradeEvent.CallEnded event) {}

    /** A probe's result changed. */
    default void onProbeChanged(UpgradeEvent.ProbeChanged event) {}

    /** The roll ended. */
    default void onEnded(UpgradeEvent.Ended event) {}

    /**
     * Creates a listener that passes the events of all kinds to one consumer, those of later releases included, except
     * {@link #onCallEnded calls}.
     */
    static UpgradeListener of(Consumer<UpgradeEvent> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return new UpgradeListener() {
            @Override
            public void onStepStarted(UpgradeEvent.StepStarted event) {
                consumer.accept(event);
            }

            @Override
            public void onStepEnded(UpgradeEvent.StepEnded event) {
                consumer.accept(event);
            }

            @Override
            public void onStepFailed(UpgradeEvent.StepFailed event) {
                consumer.accept(event);
            }

            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                consumer.accept(event);
            }

            @Override
            public void onRetrying(UpgradeEvent.Retrying event) {
                consumer.accept(event);
            }

            @Override
            public void onWarned(UpgradeEvent.Warned event) {
                consumer.accept(event);
            }

            @Override
            public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                consumer.accept(event);
            }

            @Override
            public void onDeploymentRestarted(UpgradeEvent.DeploymentRestarted event) {
                consumer.accept(event);
            }

            @Override
            public void onEvictionRefused(UpgradeEvent.EvictionRefused event) {
                consumer.accept(event);
            }

            @Override
            public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
                consumer.accept(event);
            }

            @Override
            public void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {
                consumer.accept(event);
            }

            @Override
            public void onRequestAnswered(UpgradeEvent.RequestAnswered event) {
                consumer.accept(event);
            }

            @Override
            public void onRolledBack(UpgradeEvent.RolledBack event) {
                consumer.accept(event);
            }

            @Override
            public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
                consumer.accept(event);
            }

            @Override
            public void onNodeEnded(UpgradeEvent.NodeEnded event) {
                consumer.accept(event);
            }

            @Override
            public void onGatePassed(UpgradeEvent.GatePassed event) {
                consumer.accept(event);
            }

            @Override
            public void onProbeChanged(UpgradeEvent.ProbeChanged event) {
                consumer.accept(event);
            }

            @Override
            public void onEnded(UpgradeEvent.Ended event) {
                consumer.accept(event);
            }

            @Override
            public String toString() {
                return consumer.getClass().getName();
            }
        };
    }
}
