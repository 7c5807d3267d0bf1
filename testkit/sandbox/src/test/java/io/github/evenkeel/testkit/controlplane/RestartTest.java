package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("control-plane")
@Timeout(300)
class RestartTest {
    @Test
    void theApiServerComesBackWithWhatItHadAndNoProcessIsLeftInTheEnd() {
        List<ProcessHandle> processes;
        try (ControlPlane controlPlane = ControlPlane.start()) {
            KubernetesClient client = controlPlane.administrator();
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("kept")
                            .endMetadata()
                            .build())
                    .create();
            List<ProcessHandle> before = controlPlane.processes();

            controlPlane.killApiServer();

            assertThat(before).filteredOn(ProcessHandle::isAlive).hasSize(3);
            controlPlane.startApiServer();
            assertThat(client.configMaps().withName("kept").get()).isNotNull();
            assertThatThrownBy(controlPlane::startApiServer).hasMessageContaining("kill it");
            theControllersActAgain(client);
            processes = controlPlane.processes();
            assertThat(processes).allMatch(ProcessHandle::isAlive);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    private static void theControllersActAgain(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("after-the-restart")
                        .endMetadata()
                        .build())
                .create();
        await().until(() -> client.serviceAccounts()
                        .inNamespace("after-the-restart")
                        .withName("default")
                        .get()
                != null);
    }
}
