package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** {@link RollRealCluster} with a journal, in a process of its own. */
final class RealRoll {
    private RealRoll() {}

    /** @param journal a directory, or {@code configmap} */
    static List<String> command(String journal) {
        return Serving.java(RollRealCluster.class, "-Xmx128m", "--to", "v1.32.1", "--quick", "--journal", journal);
    }

    /** Has the command run against what is served. */
    static Process start(Serving serving, List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(serving.variables());
        return builder.start();
    }

    static KubernetesClient kubernetes(Serving serving) {
        return Clients.kubernetes(Objects.requireNonNull(serving.variables().get("KUBECONFIG")));
    }

    /** All nodes are new, and open. */
    static void isDone(Serving serving) {
        try (KubernetesClient client = kubernetes(serving)) {
            List<Node> nodes = client.nodes().list().getItems();
            assertThat(nodes).hasSize(3).allSatisfy(node -> {
                assertThat(node.getStatus().getNodeInfo().getKubeletVersion()).isEqualTo("v1.32.1");
                assertThat(node.getSpec().getUnschedulable()).isNotEqualTo(true);
            });
        }
    }
}
