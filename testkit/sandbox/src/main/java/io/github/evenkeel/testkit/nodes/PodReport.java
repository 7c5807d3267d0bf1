package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.testkit.nodes.RunningPod.Phase;
import org.jspecify.annotations.Nullable;

/** Keeps one pod's object up to date with its processes: its status, and its removal after they have ended. */
final class PodReport {
    private final ApiServer api;
    private final RunningPod pod;
    private final String nodeIp;
    private final Reconciliation reconciliation;
    private volatile boolean objectGone;
    private @Nullable Phase reported;
    private long reportedVersion;

    PodReport(AgentThreads threads, ApiServer api, RunningPod pod, String nodeIp) {
        this.api = api;
        this.pod = pod;
        this.nodeIp = nodeIp;
        reconciliation =
                new Reconciliation(threads, "pod " + pod.object().getMetadata().getName(), this::report);
    }

    RunningPod pod() {
        return pod;
    }

    /** The pod has changed, or its object has. */
    void wake() {
        reconciliation.wake();
    }

    /** Ends the reports. */
    void end() {
        reconciliation.end();
    }

    /** Another client has removed the object: reports end. */
    void objectGone() {
        objectGone = true;
    }

    boolean isObjectGone() {
        return objectGone;
    }

    private void report() {
        Phase phase = pod.phase();
        Pod object = pod.object();
        boolean known = phase == reported && !isOverwritten(object);
        if (objectGone || known || phase == Phase.STOPPING || phase == Phase.DEAD) {
            return;
        }
        if (phase == Phase.ENDED) {
            remove(object);
        } else {
            Pod written = api.reportPod(object, PodStatuses.of(pod, phase, nodeIp));
            reportedVersion = written == null ? Long.MAX_VALUE : ApiServer.version(written);
        }
        reported = phase;
    }

    /** The node lifecycle controller takes Ready from the pods of a node that it hasn't heard of for long. */
    private boolean isOverwritten(Pod object) {
        return reported == Phase.READY && ApiServer.version(object) > reportedVersion && !ServiceRoute.isReady(object);
    }

    private void remove(Pod object) {
        if (pod.script().objectStays()) {
            return;
        }
        if (!object.getMetadata().getFinalizers().isEmpty()) {
            api.reportPod(object, PodStatuses.of(pod, Phase.ENDED, nodeIp));
        }
        api.deletePod(object);
    }
}
