package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The kinds of pods that a drain may meet, as an administrator reads them from the server. */
enum PodKind {
    MIRROR(PodKind::isMirror),
    MIRROR_OF_A_DAEMON_SET(pod -> isMirror(pod) && isOwnedBy(pod, "apps/v1", "DaemonSet")),
    OF_A_DAEMON_SET(pod -> isOwnedBy(pod, "apps/v1", "DaemonSet") && isOwnedBy(pod, "agent")),
    OF_A_DAEMON_SET_THAT_IS_GONE(pod -> isOwnedBy(pod, "apps/v1", "DaemonSet") && isOwnedBy(pod, "gone")),
    OF_A_FOREIGN_DAEMON_SET(pod -> isOwnedBy(pod, "apps.kruise.io/v1alpha1", "DaemonSet")),
    OF_A_REPLICA_SET(pod -> isOwnedBy(pod, "apps/v1", "ReplicaSet")),
    OF_A_STATEFUL_SET(pod -> isOwnedBy(pod, "apps/v1", "StatefulSet")),
    OF_A_JOB(pod -> isOwnedBy(pod, "batch/v1", "Job")),
    UNMANAGED(pod -> controllers(pod).findAny().isEmpty() && !isMirror(pod)),
    OWNED_BUT_NOT_CONTROLLED(
            pod -> controllers(pod).findAny().isEmpty() && !owners(pod).isEmpty()),
    WITH_AN_EMPTY_DIR(pod -> volumes(pod).anyMatch(volume -> isOnDisk(volume))),
    WITH_AN_EMPTY_DIR_IN_MEMORY(pod -> volumes(pod).anyMatch(volume -> isInMemory(volume))),
    WITH_A_HOST_PATH(pod -> volumes(pod).anyMatch(volume -> volume.getHostPath() != null)),
    WITH_SEVERAL_CONTAINERS(pod -> pod.getSpec().getContainers().size() > 1),
    WITH_A_FINALIZER(pod -> !pod.getMetadata().getFinalizers().isEmpty()),
    TERMINATING(pod -> pod.getMetadata().getDeletionTimestamp() != null),
    PENDING(pod -> isIn(pod, "Pending")),
    SUCCEEDED(pod -> isIn(pod, "Succeeded")),
    FAILED(pod -> isIn(pod, "Failed")),
    RUNNING_AND_READY(pod -> isIn(pod, "Running") && isReady(pod)),
    RUNNING_AND_NOT_READY(pod -> isIn(pod, "Running") && !isReady(pod)),
    TOLERATING_THE_CORDON(pod -> pod.getSpec().getTolerations().stream()
            .anyMatch(toleration -> "node.kubernetes.io/unschedulable".equals(toleration.getKey())));

    @SuppressWarnings("ImmutableEnumChecker") // The predicates have no state.
    private final Predicate<Pod> test;

    PodKind(Predicate<Pod> test) {
        this.test = test;
    }

    boolean includes(Pod pod) {
        return test.test(pod);
    }

    private static boolean isMirror(Pod pod) {
        return pod.getMetadata().getAnnotations().containsKey("kubernetes.io/config.mirror");
    }

    private static List<OwnerReference> owners(Pod pod) {
        return pod.getMetadata().getOwnerReferences();
    }

    private static Stream<OwnerReference> controllers(Pod pod) {
        return owners(pod).stream().filter(owner -> Boolean.TRUE.equals(owner.getController()));
    }

    private static boolean isOwnedBy(Pod pod, String apiVersion, String kind) {
        return controllers(pod)
                .anyMatch(owner -> apiVersion.equals(owner.getApiVersion()) && kind.equals(owner.getKind()));
    }

    private static boolean isOwnedBy(Pod pod, String name) {
        return controllers(pod).anyMatch(owner -> name.equals(owner.getName()));
    }

    private static Stream<Volume> volumes(Pod pod) {
        return pod.getSpec().getVolumes().stream();
    }

    private static boolean isOnDisk(Volume volume) {
        return volume.getEmptyDir() != null && !isInMemory(volume);
    }

    private static boolean isInMemory(Volume volume) {
        return volume.getEmptyDir() != null
                && Objects.equals(volume.getEmptyDir().getMedium(), "Memory");
    }

    private static boolean isIn(Pod pod, String phase) {
        return phase.equals(pod.getStatus().getPhase());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
