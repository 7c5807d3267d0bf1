package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.testkit.nodes.RunningPod.Phase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/** Runs the pods that are bound to one node, and reports their status to the API server. Thread-safe. */
final class Kubelet {
    /** Kubelets give a pod that was deleted with a grace period of zero one second all the same. */
    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);

    private final AgentThreads threads;
    private final ApiServer api;
    private final NodeOptions options;
    private final PodAddresses addresses;
    private final ConcurrentMap<String, RunningPod> everywhere;
    private final Runnable kubeProxyChanged;
    private final Map<String, PodReport> pods = new HashMap<>();
    private boolean daemonPodsMayBeReady = true;
    private boolean powered = true;

    /**
     * @param everywhere the running pods of all nodes by UID, to which this kubelet adds its own
     * @param kubeProxyChanged run when a pod of kube-proxy has changed on this node
     */
    Kubelet(
            AgentThreads threads,
            ApiServer api,
            NodeOptions options,
            PodAddresses addresses,
            ConcurrentMap<String, RunningPod> everywhere,
            Runnable kubeProxyChanged) {
        this.threads = threads;
        this.api = api;
        this.options = options;
        this.addresses = addresses;
        this.everywhere = everywhere;
        this.kubeProxyChanged = kubeProxyChanged;
    }

    static boolean isKubeProxy(Pod pod) {
        return "kube-system".equals(pod.getMetadata().getNamespace())
                && "kube-proxy".equals(pod.getMetadata().getLabels().get("k8s-app"));
    }

    /** The pod is new on the node, or has changed. */
    synchronized void podChanged(Pod pod) {
        String uid = pod.getMetadata().getUid();
        PodReport known = pods.get(uid);
        if (!powered || (known == null && hasFinished(pod))) {
            return;
        }
        PodReport report = known == null ? run(pod) : known;
        report.pod().object(pod);
        report.wake();
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            report.pod().stop(grace(pod));
        }
    }

    /** The pod's object exists no more. */
    synchronized void podGone(Pod pod) {
        String uid = pod.getMetadata().getUid();
        PodReport report = pods.get(uid);
        if (report == null || !powered) {
            return;
        }
        report.objectGone();
        report.pod().stop(grace(pod));
        if (report.pod().phase() == Phase.ENDED) {
            drop(uid);
        }
    }

    synchronized void daemonPodsMayBeReady(boolean may) {
        daemonPodsMayBeReady = may;
        pods.values().stream()
                .map(PodReport::pod)
                .filter(pod -> PodScript.isOwnedBy(pod.object(), "DaemonSet"))
                .forEach(pod -> pod.mayBeReady(may));
    }

    /** Whether kube-proxy's pod on this node is ready. */
    synchronized boolean runsKubeProxy() {
        return pods.values().stream()
                .map(PodReport::pod)
                .anyMatch(pod -> isKubeProxy(pod.object()) && pod.phase() == Phase.READY);
    }

    synchronized void powerOff() {
        powered = false;
        for (PodReport report : pods.values()) {
            report.end();
            report.pod().powerOff();
        }
    }

    /** Forgets the pods; until then requests to them break, as those to a dead machine do. */
    synchronized void forget() {
        everywhere.keySet().removeAll(List.copyOf(pods.keySet()));
        pods.clear();
    }

    private PodReport run(Pod object) {
        String uid = object.getMetadata().getUid();
        String ip = Boolean.TRUE.equals(object.getSpec().getHostNetwork()) ? addresses.nodeIp() : addresses.next();
        boolean mayBeReady = daemonPodsMayBeReady || !PodScript.isOwnedBy(object, "DaemonSet");
        RunningPod pod = new RunningPod(threads, object, PodScript.of(object, options), ip, mayBeReady);
        PodReport report = new PodReport(threads, api, pod, addresses.nodeIp());
        pods.put(uid, report);
        everywhere.put(uid, pod);
        boolean kubeProxy = isKubeProxy(object);
        pod.start(() -> {
            if (report.isObjectGone()) {
                threads.soon(() -> drop(uid));
            }
            report.wake();
            if (kubeProxy) {
                kubeProxyChanged.run();
            }
        });
        return report;
    }

    private synchronized void drop(String uid) {
        if (powered) {
            pods.remove(uid);
            everywhere.remove(uid);
        }
    }

    private static boolean hasFinished(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private static Duration grace(Pod pod) {
        Long asked = pod.getMetadata().getDeletionGracePeriodSeconds();
        Long own = pod.getSpec().getTerminationGracePeriodSeconds();
        long seconds = asked != null ? asked : own != null ? own : 30;
        Duration grace = Duration.ofSeconds(seconds);
        return grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
    }
}
