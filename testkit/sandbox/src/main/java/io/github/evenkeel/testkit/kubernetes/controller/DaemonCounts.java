package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.List;

/** Computes the figures in the status of a DaemonSet. */
final class DaemonCounts {
    private final String revision;
    private int desired;
    private int scheduled;
    private int ready;
    private int updated;
    private int misplaced;

    DaemonCounts(String revision) {
        this.revision = revision;
    }

    /** Counts a node. */
    void node(List<StoredObject> pods, boolean wanted) {
        boolean running = !pods.isEmpty();
        if (!wanted) {
            misplaced += running ? 1 : 0;
            return;
        }
        desired++;
        if (!running) {
            return;
        }
        scheduled++;
        ready += Workload.ready(pods) > 0 ? 1 : 0;
        updated += pods.stream().anyMatch(pod -> revision.equals(pod.labels().get(Template.REVISION))) ? 1 : 0;
    }

    int desired() {
        return desired;
    }

    int unavailable() {
        return desired - ready;
    }

    void write(Status status) {
        status.number("currentNumberScheduled", scheduled);
        status.number("numberMisscheduled", misplaced);
        status.number("desiredNumberScheduled", desired);
        status.number("numberReady", ready);
        status.count("updatedNumberScheduled", updated);
        status.count("numberAvailable", ready);
        status.count("numberUnavailable", unavailable());
    }
}
