package io.github.evenkeel.cli;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays the containers of a Job's pods: a process for each pod that runs, which is ended when the pod is deleted, and
 * whose end is reported as a kubelet does.
 */
final class PlayedPods implements AutoCloseable {
    private static final int SUCCEEDED = 0;

    private final KubernetesClient kubernetes;
    private final Path files;
    private final Starting starting;
    private final Consumer<Process> ending;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    /** Starts the process of a pod. */
    interface Starting {
        Process start(Pod pod, Path output) throws IOException;
    }

    /** @param ending what happens to the process of a pod that is deleted */
    PlayedPods(KubernetesClient kubernetes, Path files, Starting starting, Consumer<Process> ending) {
        this.kubernetes = kubernetes;
        this.files = files;
        this.starting = starting;
        this.ending = ending;
    }

    /** Looks once; call it again and again. */
    void look() throws IOException {
        for (Pod pod : pods()) {
            String name = pod.getMetadata().getName();
            Process process = processes.get(name);
            boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
            if (process == null && !deleted && phase(pod).equals("Running")) {
                processes.put(name, starting.start(pod, files.resolve(name + ".txt")));
            } else if (process != null && process.isAlive() && deleted) {
                ending.accept(process);
            } else if (process != null && !process.isAlive() && phase(pod).equals("Running")) {
                report(pod, process.exitValue());
            } else if (process != null && !process.isAlive() && deleted) {
                kubernetes.resource(pod).withGracePeriod(0).delete();
            }
        }
    }

    /** Whether one of the pods is on that node. */
    boolean isOn(String node) {
        return pods().stream().anyMatch(pod -> node.equals(pod.getSpec().getNodeName()));
    }

    private List<Pod> pods() {
        return kubernetes
                .pods()
                .inNamespace(InClusterManifest.NAMESPACE)
                .withLabel("batch.kubernetes.io/job-name", InClusterManifest.JOB)
                .list()
                .getItems();
    }

    private static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .map(status -> status.getPhase())
                .orElse("");
    }

    private void report(Pod pod, int exitCode) {
        try {
            kubernetes.resource(pod).editStatus(before -> before.edit()
                    .editStatus()
                    .withPhase(exitCode == SUCCEEDED ? "Succeeded" : "Failed")
                    .withContainerStatuses(before.getStatus().getContainerStatuses().stream()
                            .map(container -> new ContainerStatusBuilder(container)
                                    .withReady(false)
                                    .withNewState()
                                    .withNewTerminated()
                                    .withExitCode(exitCode)
                                    .withReason("Ended")
                                    .endTerminated()
                                    .endState()
                                    .build())
                            .toList())
                    .endStatus()
                    .build());
        } catch (KubernetesClientException e) {
            // the next look tries again
        }
    }

    /** Names of the pods so far, in order. */
    List<String> names() {
        return List.copyOf(processes.keySet());
    }

    String output(String pod) throws IOException {
        return Files.readString(files.resolve(pod + ".txt"));
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
    }
}
