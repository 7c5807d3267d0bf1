package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code evenkeel roll} with a journal, in a process of its own. */
final class RealRoll {
    static final String TARGET = "v1.32.1";

    /** A load balancer that has just been changed looks again within it. */
    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(20);

    private RealRoll() {}

    /** @param journal a directory, or {@code configmap} */
    static List<String> command(String journal) {
        return Serving.java(Main.class, "-Xmx128m", "roll", "--to", TARGET, "--quick", "--journal", journal);
    }

    /** Has the command run against what is served. */
    static Process start(Serving serving, List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(serving.variables());
        return builder.start();
    }

    static KubernetesClient kubernetes(Serving serving) {
        return Kubeconfig.client(variable(serving, "KUBECONFIG"));
    }

    /** Clients for what is served. */
    static Clients clients(Serving serving) throws IOException {
        ConnectionOptions options = new ConnectionOptions();
        options.ociConfig = Optional.of(variable(serving, "OCI_CLI_CONFIG_FILE"));
        options.endpoint = Optional.of(variable(serving, "OCI_ENDPOINT"));
        options.kubeconfig = Optional.of(variable(serving, "KUBECONFIG"));
        return Clients.of(options);
    }

    /** All is as it was before the roll, but for the version of the nodes; and all backends are found well. */
    static void isDone(Serving serving, EndState before, int nodes) {
        assertThat(before.nodes()).hasSize(nodes);
        await().atMost(LOOKS_AGAIN)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(EndState.of(serving)).isEqualTo(before.at(TARGET)));
    }

    private static String variable(Serving serving, String name) {
        return Objects.requireNonNull(serving.variables().get(name), name);
    }
}
