package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.github.evenkeel.testkit.nodes.RunningPod.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a kubelet writes into a pod's status. */
final class PodStatuses {
    private static final Set<String> OWN_CONDITIONS =
            Set.of("PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready");

    private PodStatuses() {}

    static PodStatus of(RunningPod pod, Phase phase, String nodeIp) {
        Pod object = pod.object();
        String now = now();
        int exitCode = phase == Phase.COMPLETED ? pod.script().exitCode() : 0;
        boolean finished = phase == Phase.COMPLETED || phase == Phase.ENDED;
        boolean ready = phase == Phase.READY;
        String startTime =
                object.getStatus() == null ? null : object.getStatus().getStartTime();
        return new PodStatusBuilder()
                .withPhase(finished ? exitCode == 0 ? "Succeeded" : "Failed" : "Running")
                .withHostIP(nodeIp)
                .withPodIP(pod.ip())
                .withPodIPs(new PodIP(pod.ip()))
                .withStartTime(startTime == null ? now : startTime)
                .withConditions(conditions(object, ready, finished, now))
                .withInitContainerStatuses(initContainers(object, finished, now))
                .withContainerStatuses(object.getSpec().getContainers().stream()
                        .map(container -> status(object, container, ready, state(finished, exitCode, now)))
                        .toList())
                .build();
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A merge patch replaces the whole list, so that the conditions that others wrote have to be in it. */
    private static List<PodCondition> conditions(Pod object, boolean ready, boolean finished, String now) {
        List<PodCondition> conditions = new ArrayList<>();
        if (object.getStatus() != null) {
            object.getStatus().getConditions().stream()
                    .filter(condition -> !OWN_CONDITIONS.contains(condition.getType()))
                    .forEach(conditions::add);
        }
        String reason = ready ? null : finished ? "PodCompleted" : "ContainersNotReady";
        conditions.add(condition("PodReadyToStartContainers", !finished, null, now));
        conditions.add(condition("Initialized", true, finished ? "PodCompleted" : null, now));
        conditions.add(condition("ContainersReady", ready, reason, now));
        conditions.add(condition("Ready", ready, reason, now));
        return conditions;
    }

    private static PodCondition condition(String type, boolean status, @Nullable String reason, String now) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status ? "True" : "False")
                .withReason(reason)
                .withLastTransitionTime(now)
                .build();
    }

    private static List<ContainerStatus> initContainers(Pod object, boolean finished, String now) {
        return object.getSpec().getInitContainers().stream()
                .map(container -> {
                    boolean sidecar = "Always".equals(container.getRestartPolicy());
                    return status(object, container, true, state(finished || !sidecar, 0, now));
                })
                .toList();
    }

    private static ContainerState state(boolean finished, int exitCode, String now) {
        ContainerStateBuilder state = new ContainerStateBuilder();
        if (finished) {
            state.withNewTerminated()
                    .withExitCode(exitCode)
                    .withReason(exitCode == 0 ? "Completed" : "Error")
                    .withStartedAt(now)
                    .withFinishedAt(now)
                    .endTerminated();
        } else {
            state.withNewRunning().withStartedAt(now).endRunning();
        }
        return state.build();
    }

    private static ContainerStatus status(Pod object, Container container, boolean ready, ContainerState state) {
        String image = container.getImage() == null ? "" : container.getImage();
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(image)
                .withImageID(image)
                .withContainerID("containerd://" + object.getMetadata().getUid() + "/" + container.getName())
                .withReady(ready)
                .withStarted(state.getRunning() != null)
                .withRestartCount(0)
                .withState(state)
                .build();
    }
}
