package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.nodes.NodeTrouble;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.LaunchFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is left to do can be pasted into a shell, and is done then. Needs the {@code oci} and {@code kubectl} commands.
 */
@EnabledIfSystemProperty(named = "evenkeel.oci.cli", matches = ".+")
@EnabledIfSystemProperty(named = "evenkeel.kubectl", matches = ".+")
class ByHandTest {
    @ParameterizedTest
    @EnumSource(
            value = Exposure.class,
            names = {"BACKEND_SETS", "NLB"})
    void whatCouldNotBePutBack(Exposure exposure, @TempDir Path files) throws IOException, InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.exposure(exposure))) {
            List<BackendState> before = scene.backends();
            UpgradeListener takesAway = new UpgradeListener() {
                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.EVICT.equals(event.step())) {
                        scene.sandbox.kubernetesApi().withhold(Sandbox.USER, "create", "pods/eviction");
                        scene.sandbox.kubernetesApi().withhold(Sandbox.USER, "patch", "nodes");
                    }
                }
            };
            Failure failure = scene.stops(scene.plan().withListener(takesAway), EvenkeelException.class)
                    .failure()
                    .orElseThrow();
            assertThat(failure.manualSteps()).as(failure.toString()).isNotEmpty();
            assertThat(scene.cordoned()).isNotEmpty();

            paste(scene.sandbox, commands(failure), files);

            scene.isOpen();
            assertThat(scene.backends()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void whatWasLeftAfterTheDeletion(@TempDir Path files) throws IOException, InterruptedException {
        try (Scene scene = Scene.open()) {
            scene.sandbox.machines().troubleNextLaunched(NodeTrouble.PORTS_CLOSED);
            Failure failure = scene.stops(
                            scene.plan().withTiming(Scene.impatientAt(Step.AWAIT_HEALTH)), EvenkeelException.class)
                    .failure()
                    .orElseThrow();
            List<BackendState> swapped = scene.backends();
            scene.sandbox
                    .oci()
                    .outsideChanges()
                    .removeBackend(scene.sandbox.loadBalancerId(), scene.sandbox.backendSet(), "10.0.10.4:30080");

            paste(
                    scene.sandbox,
                    commands(failure).stream()
                            .filter(line -> !line.contains("backend delete"))
                            .toList(),
                    files);

            assertThat(scene.backends()).containsExactlyInAnyOrderElementsOf(swapped);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Exposure.class,
            names = {"BACKEND_SETS", "NLB"})
    void whatWasLeftWithoutAReplacement(Exposure exposure, @TempDir Path files)
            throws IOException, InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.exposure(exposure))) {
            List<BackendState> before = scene.backends();
            scene.sandbox.oci().faults().nextLaunch(LaunchFault.noCapacity());
            Failure failure = scene.stops(
                            scene.plan().withTiming(Scene.impatientAt(Step.AWAIT_REPLACEMENT)), EvenkeelException.class)
                    .failure()
                    .orElseThrow();
            assertThat(commands(failure)).anyMatch(line -> line.contains("backend delete"));
            // The one that could not be made counts, so a person asks for one more.
            scene.sandbox.oci().outsideChanges().nodePoolSize(scene.sandbox.nodePoolId(), 3);
            await().until(() -> scene.sandbox.oci().runningInstances().size() == 2);
            String address = scene.sandbox.oci().runningInstances().stream()
                    .map(Instance::privateIp)
                    .filter(ip -> before.stream()
                            .noneMatch(backend -> backend.ipAddress().equals(ip)))
                    .findFirst()
                    .orElseThrow();

            paste(
                    scene.sandbox,
                    commands(failure).stream()
                            .map(line -> line.replace("NEW_ADDRESS", address))
                            .toList(),
                    files);

            assertThat(scene.backends())
                    .extracting(BackendState::name)
                    .containsExactlyInAnyOrder("10.0.10.3:30080", address + ":30080");
            scene.isOpen();
        }
    }

    @Test
    void whatWasLeftOfANodeThatWasDeletedByHand(@TempDir Path files) throws IOException, InterruptedException {
        try (Scene scene = Scene.open()) {
            UpgradeListener deletes = new UpgradeListener() {
                @Override
                public void onWaiting(UpgradeEvent.Waiting event) {
                    // Before the cordon, which waits for this and not for listeners.
                    if (Step.DRAIN_BACKENDS.equals(event.step())
                            && event.waitingFor().contains("have heard of it")) {
                        scene.sandbox
                                .administrator()
                                .nodes()
                                .withName("10.0.10.2")
                                .delete();
                    }
                }
            };
            UpgradePlan plan = scene.plan()
                    .withTiming(
                            Scene.QUICK.withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofSeconds(3))))
                    .withListener(deletes);
            Failure failure =
                    scene.stops(plan, EvenkeelException.class).failure().orElseThrow();
            assertThat(failure.manualSteps())
                    .as(failure.toString())
                    .anyMatch(step -> step.command().orElse("").contains("backend delete")
                            && step.what().contains("another client has deleted"));

            paste(scene.sandbox, commands(failure), files);

            assertThat(scene.backends()).extracting(BackendState::name).containsExactly("10.0.10.3:30080");
        }
    }

    private static List<String> commands(Failure failure) {
        return failure.manualSteps().stream()
                .map(ManualStep::command)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void paste(Sandbox sandbox, List<String> lines, Path files)
            throws IOException, InterruptedException {
        Path bin = Files.createDirectory(files.resolve("bin"));
        // A person's command needs no endpoint: it is told by the region.
        String oci = System.getProperty("evenkeel.oci.cli") + " --endpoint " + sandbox.ociEndpoint();
        program(
                bin.resolve("oci"),
                "case \"$*\" in *--wait-for-state*) set -- \"$@\" --wait-interval-seconds 1;; esac\n" + "exec " + oci
                        + " \"$@\"");
        program(bin.resolve("kubectl"), "exec " + System.getProperty("evenkeel.kubectl") + " \"$@\"");
        Path script = Files.write(files.resolve("paste.sh"), lines);
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", script.toString()).redirectErrorStream(true);
        builder.environment().merge("PATH", bin.toString(), (path, ours) -> ours + ":" + path);
        builder.environment()
                .put("OCI_CLI_CONFIG_FILE", sandbox.writeOciConfig(files).toString());
        builder.environment().put("KUBECONFIG", sandbox.writeKubeconfig(files).toString());
        builder.environment().put("OCI_CLI_SUPPRESS_FILE_PERMISSIONS_WARNING", "True");
        builder.environment().put("SUPPRESS_LABEL_WARNING", "True");
        Process shell = builder.start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s%n%s", lines, printed).isZero();
    }

    private static void program(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
