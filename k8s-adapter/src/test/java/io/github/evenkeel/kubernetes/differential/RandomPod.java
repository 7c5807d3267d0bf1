package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One pod of any kind that a drain may meet. */
final class RandomPod {
    private static final List<String> OWNERS = List.of("ReplicaSet", "StatefulSet", "Job", "CloneSet");
    private static final List<String> PHASES =
            List.of("Pending", "Running", "Running", "Running", "Succeeded", "Failed");

    private final Random random;
    private final PodBuilder pod;
    private final String daemonSetUid;

    private RandomPod(Random random, String namespace, String name, String node, String daemonSetUid) {
        this.random = random;
        this.daemonSetUid = daemonSetUid;
        this.pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app", List.of("a", "b", "c").get(random.nextInt(3)))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec();
    }

    /**
     * A pod to be made, bound to the node.
     *
     * @param daemonSetUid of the DaemonSet {@code agent} that there is in the namespace
     */
    static Pod of(Random random, String namespace, String name, String node, String daemonSetUid) {
        return new RandomPod(random, namespace, name, node, daemonSetUid)
                .owned()
                .contained()
                .stored()
                .tolerant()
                .pod
                .build();
    }

    /** Some are to stay when they are deleted, as if their containers would not end. */
    static boolean isToTerminate(Pod pod) {
        return !pod.getMetadata().getFinalizers().isEmpty();
    }

    /** A status for it, as a kubelet would report. */
    static Map<String, Object> status(Random random) {
        String phase = PHASES.get(random.nextInt(PHASES.size()));
        String ready = phase.equals("Running") && random.nextInt(4) > 0 ? "True" : "False";
        return Map.of(
                "status", Map.of("phase", phase, "conditions", List.of(Map.of("type", "Ready", "status", ready))));
    }

    private RandomPod owned() {
        switch (random.nextInt(10)) {
            case 0 -> owner("apps/v1", "DaemonSet", "agent", daemonSetUid);
            case 1 -> owner("apps/v1", "DaemonSet", "gone", "00000000-0000-0000-0000-000000000001");
            case 2 -> owner("apps.kruise.io/v1alpha1", "DaemonSet", "agent", "00000000-0000-0000-0000-000000000002");
            case 3 -> mirror();
            case 4, 5 -> {}
            default -> {
                String kind = OWNERS.get(random.nextInt(OWNERS.size()));
                owner(kind.equals("Job") ? "batch/v1" : "apps/v1", kind, "web", "00000000-0000-0000-0000-000000000003");
            }
        }
        if (random.nextInt(8) == 0) {
            pod.editMetadata().addToFinalizers("example.com/hold").endMetadata();
        }
        return this;
    }

    /** Its owner is the node; a static pod's manifest may name another. */
    private void mirror() {
        pod.editMetadata()
                .addToAnnotations("kubernetes.io/config.mirror", "hash")
                .endMetadata();
        switch (random.nextInt(3)) {
            case 0 -> owner("apps/v1", "DaemonSet", "agent", daemonSetUid);
            case 1 -> owner("apps/v1", "DaemonSet", "gone", "00000000-0000-0000-0000-000000000001");
            default -> {}
        }
    }

    private void owner(String apiVersion, String kind, String name, String uid) {
        pod.editMetadata()
                .addNewOwnerReference()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(random.nextInt(12) > 0)
                .endOwnerReference()
                .endMetadata();
    }

    private RandomPod contained() {
        int containers = 1 + random.nextInt(3);
        for (int container = 0; container < containers; container++) {
            pod.editSpec()
                    .addNewContainer()
                    .withName("c" + container)
                    .withImage("example/c:1")
                    .endContainer()
                    .endSpec();
        }
        return this;
    }

    private RandomPod stored() {
        switch (random.nextInt(6)) {
            case 0 ->
                pod.editSpec()
                        .addNewVolume()
                        .withName("disk")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec();
            case 1 ->
                pod.editSpec()
                        .addNewVolume()
                        .withName("memory")
                        .withNewEmptyDir()
                        .withMedium("Memory")
                        .endEmptyDir()
                        .endVolume()
                        .endSpec();
            case 2 ->
                pod.editSpec()
                        .addNewVolume()
                        .withName("host")
                        .withNewHostPath()
                        .withPath("/var/lib/x")
                        .endHostPath()
                        .endVolume()
                        .endSpec();
            default -> {}
        }
        return this;
    }

    private RandomPod tolerant() {
        if (random.nextInt(5) == 0) {
            pod.editSpec()
                    .addNewToleration()
                    .withKey("node.kubernetes.io/unschedulable")
                    .withOperator("Exists")
                    .withEffect("NoSchedule")
                    .endToleration()
                    .endSpec();
        }
        return this;
    }
}
