package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("control-plane")
@Timeout(120)
@ExtendWith(ControlPlaneExtension.class)
class ControlPlaneTest {
    private final Path directory;

    ControlPlaneTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void servesKubectlAndFabric8(ControlPlane controlPlane) throws IOException, InterruptedException {
        controlPlane
                .administrator()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("written-by-fabric8")
                        .endMetadata()
                        .build())
                .create();

        assertThat(kubectl(controlPlane, controlPlane.writeKubeconfig(directory), "get", "configmaps", "-o", "name"))
                .contains("configmap/written-by-fabric8");
    }

    @Test
    void aUserMayDoWhatTheRoleGrantsAndNothingElse(ControlPlane controlPlane) throws IOException, InterruptedException {
        KubernetesClient stranger = controlPlane.client("stranger");
        assertThat(refused(stranger)).isEqualTo(403);

        controlPlane.bind("stranger", reading("namespaces"));

        assertThat(stranger.namespaces().list().getItems())
                .extracting((Namespace namespace) -> namespace.getMetadata().getName())
                .contains("default");
        assertThat(kubectl(controlPlane, controlPlane.writeKubeconfig(directory, "stranger"), "get", "nodes"))
                .contains("Forbidden");

        controlPlane.bind("stranger", reading("nodes"));

        assertThat(stranger.nodes().list()).isNotNull();
        assertThat(refused(stranger)).isEqualTo(403);
    }

    @Test
    void theAuditLogCountsByUserVerbResourceAndStatus(ControlPlane controlPlane) {
        KubernetesClient counted = controlPlane.client("counted");
        refused(counted);
        await().until(() -> controlPlane.audit().counts().containsKey(listed("counted", 403)));
        controlPlane.bind("counted", reading("namespaces"));
        long position = controlPlane.audit().position();

        counted.namespaces().list();
        counted.namespaces().list();

        await().untilAsserted(() -> assertThat(controlPlane.audit().countsSince(position))
                .containsEntry(listed("counted", 200), 2L)
                .doesNotContainKey(listed("counted", 403)));
    }

    @Test
    void theControllersAndTheSchedulerHaveNamesOfTheirOwn(ControlPlane controlPlane) {
        await().until(() -> controlPlane.audit().counts().keySet().stream()
                .map(AuditedRequest::user)
                .toList()
                .containsAll(List.of("system:kube-controller-manager", "system:kube-scheduler")));
    }

    private static int refused(KubernetesClient client) {
        return catchThrowableOfType(KubernetesClientException.class, () -> client.namespaces()
                        .list())
                .getCode();
    }

    private static AuditedRequest listed(String user, int status) {
        return new AuditedRequest(user, "list", "namespaces", status);
    }

    private static ClusterRole reading(String resource) {
        return new ClusterRoleBuilder()
                .addNewRule()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs("get", "list")
                .endRule()
                .build();
    }

    private static String kubectl(ControlPlane controlPlane, Path kubeconfig, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(controlPlane.kubectl().toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
