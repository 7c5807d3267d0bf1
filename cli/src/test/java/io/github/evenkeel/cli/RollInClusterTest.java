package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Job rolls the cluster that it runs in, with the manifest's own permissions: real Job controller, real scheduler,
 * and a process of the command line for each of its pods.
 */
@Tag("control-plane")
@Timeout(300)
class RollInClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String USER =
            "system:serviceaccount:" + InClusterManifest.NAMESPACE + ":" + InClusterManifest.ACCOUNT;

    static Stream<Named<Consumer<Process>>> endings() {
        return Stream.of(
                Named.of("SIGTERM", Process::destroy),
                Named.of("SIGKILL, as if it had hung", Process::destroyForcibly));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theNextPodRecoversTheRunWhoseEvictionItEnded(Consumer<Process> ending, @TempDir Path files)
            throws IOException {
        try (Scene scene = Scene.open(SandboxBuilder::onControlPlane);
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            KubernetesClient administrator = scene.sandbox.administrator();
            Set<String> before = uids(administrator);
            long position = scene.sandbox.controlPlane().audit().position();
            List<String> nodes = names(administrator);
            scene.cordonByHand(nodes.get(1));
            InClusterManifest.apply(administrator);
            Map<String, String> environment = environment(scene, files);
            try (PlayedPods pods = new PlayedPods(
                    administrator, files, (pod, output) -> start(administrator, pod, environment, output), ending)) {
                await().atMost(LIMIT).until(() -> pods.isOn(nodes.get(0)));
                scene.uncordonCliCommand(nodes.get(1));
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
                    pods.look();
                    return hasEnded(administrator);
                });

                assertThat(status(administrator).orElseThrow().getSucceeded())
                        .as(pods.names().size() + " pods; " + outputs(pods))
                        .isEqualTo(1);
                assertThat(pods.names()).hasSize(2);
                assertThat(pods.output(pods.names().get(0)))
                        .as("its own node goes last")
                        .containsSubsequence(
                                nodes.get(1) + ": delete the node", nodes.get(0) + ": drain the node's backends")
                        .doesNotContain("undrain", "uncordon");
                assertThat(pods.output(pods.names().get(1))).contains("COMPLETED");
            }
            assertThat(traffic.stop().failed()).isZero();
            assertThat(scene.versions()).containsOnly("v1.32.1");
            assertThat(uids(administrator)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
            scene.isOpen();
            assertThat(scene.sandbox
                            .controlPlane()
                            .audit()
                            .countsSince(position)
                            .keySet())
                    .filteredOn(request -> request.user().equals(USER))
                    .isNotEmpty()
                    .filteredOn(request -> !request.resource().equals("/metrics")) // metrics-role.yaml is optional
                    .noneMatch(request -> request.status() == 403);
        }
    }

    private static List<String> names(KubernetesClient administrator) {
        return administrator.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static Set<String> uids(KubernetesClient administrator) {
        return administrator.nodes().list().getItems().stream()
                .map(Node::getMetadata)
                .map(metadata -> metadata.getUid())
                .collect(Collectors.toSet());
    }

    private static Optional<JobStatus> status(KubernetesClient administrator) {
        return Optional.ofNullable(administrator
                .batch()
                .v1()
                .jobs()
                .inNamespace(InClusterManifest.NAMESPACE)
                .withName(InClusterManifest.JOB)
                .get()
                .getStatus());
    }

    private static boolean hasEnded(KubernetesClient administrator) {
        return status(administrator).stream()
                .flatMap(status -> status.getConditions().stream())
                .anyMatch(condition -> Set.of("Complete", "Failed").contains(condition.getType())
                        && condition.getStatus().equals("True"));
    }

    private static Map<String, String> environment(Scene scene, Path files) throws IOException {
        Path kubeconfig = scene.sandbox.writeKubeconfig(files);
        String token = InClusterManifest.token(scene.sandbox.administrator());
        Files.writeString(
                kubeconfig,
                Files.readString(kubeconfig).replaceAll("(\"?token\"?: *)\"?[^\"\\s,}]+\"?", "$1\"" + token + "\""));
        return Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "OCI_ENDPOINT", scene.sandbox.ociEndpoint().toString(),
                "OCI_CLI_CONFIG_FILE", scene.sandbox.writeOciConfig(files).toString(),
                "CLUSTER_ID", scene.sandbox.clusterId(),
                "LOAD_BALANCER_ID", scene.sandbox.loadBalancerId());
    }

    private static Process start(KubernetesClient administrator, Pod pod, Map<String, String> environment, Path output)
            throws IOException {
        List<String> arguments = new ArrayList<>(InClusterManifest.arguments(administrator));
        arguments.add("--quick");
        ProcessBuilder builder = new ProcessBuilder(
                        Serving.java(Main.class, "-Xmx128m", arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("POD_NAMESPACE", pod.getMetadata().getNamespace());
        builder.environment().put("POD_NAME", pod.getMetadata().getName());
        return builder.start();
    }

    private static String outputs(PlayedPods pods) throws IOException {
        StringBuilder outputs = new StringBuilder();
        for (String name : pods.names()) {
            outputs.append('\n').append(name).append(":\n").append(pods.output(name));
        }
        return outputs.toString();
    }
}
