package io.github.evenkeel.run;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;

/** Calls the method of a listener that is for the kind of an event. */
final class EventDelivery {
    private EventDelivery() {}

    static void deliver(UpgradeEvent event, UpgradeListener listener) {
        if (event instanceof UpgradeEvent.StepStarted started) {
            listener.onStepStarted(started);
        } else if (event instanceof UpgradeEvent.StepEnded ended) {
            listener.onStepEnded(ended);
        } else if (event instanceof UpgradeEvent.StepFailed failed) {
            listener.onStepFailed(failed);
        } else if (event instanceof UpgradeEvent.Waiting waiting) {
            listener.onWaiting(waiting);
        } else if (event instanceof UpgradeEvent.Retrying retrying) {
            listener.onRetrying(retrying);
        } else if (event instanceof UpgradeEvent.Warned warned) {
            listener.onWarned(warned);
        } else if (event instanceof UpgradeEvent.PodEvicted evicted) {
            listener.onPodEvicted(evicted);
        } else if (event instanceof UpgradeEvent.DeploymentRestarted restarted) {
            listener.onDeploymentRestarted(restarted);
        } else if (event instanceof UpgradeEvent.EvictionRefused refused) {
            listener.onEvictionRefused(refused);
        } else if (event instanceof UpgradeEvent.PodDeletedPastBudget deleted) {
            listener.onPodDeletedPastBudget(deleted);
        } else if (event instanceof UpgradeEvent.PodMovedByOthers moved) {
            listener.onPodMovedByOthers(moved);
        } else if (event instanceof UpgradeEvent.RequestAnswered answered) {
            listener.onRequestAnswered(answered);
        } else if (event instanceof UpgradeEvent.RolledBack putBack) {
            listener.onRolledBack(putBack);
        } else if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            listener.onNodeReplaced(replaced);
        } else if (event instanceof UpgradeEvent.NodeEnded over) {
            listener.onNodeEnded(over);
        } else if (event instanceof UpgradeEvent.GatePassed passed) {
            listener.onGatePassed(passed);
        } else if (event instanceof UpgradeEvent.CallEnded call) {
            listener.onCallEnded(call);
        } else if (event instanceof UpgradeEvent.ProbeChanged changed) {
            listener.onProbeChanged(changed);
        } else if (event instanceof UpgradeEvent.Ended ended) {
            listener.onEnded(ended);
        }
    }
}
