package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PermissionsTest extends PermissionsContract<SandboxServer> {
    PermissionsTest() {
        super(new SandboxServer());
    }

    @Test
    void aUserMayDoEverythingUntilBoundToARole() {
        reader.configMaps().inNamespace(NAMESPACE).list();

        bindReader();

        assertThat(refusal(() -> reader.configMaps().inNamespace(NAMESPACE).list())
                        .getCode())
                .isEqualTo(403);
    }

    @Test
    void aPermissionCanBeWithheldAndGivenBack() {
        server.api.withhold("reader", "list", "nodes");

        assertThat(refusal(() -> reader.nodes().list()).getCode()).isEqualTo(403);
        cluster.client.nodes().list();
        server.api.giveBack("reader");
        assertThat(reader.nodes().list().getItems()).isEmpty();
    }

    @Test
    void askingIsCountedAndKnowsWhatIsWithheld() {
        bindReader();

        server.api.withhold("reader", "list", "pods");

        assertThat(allowed("list", "", "pods", "")).isFalse();
        assertThat(server.api.calls().by("reader")).isEqualTo(Map.of("create selfsubjectaccessreviews", 1L));
    }
}
