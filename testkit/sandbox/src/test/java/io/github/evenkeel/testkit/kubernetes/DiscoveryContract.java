package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client asks about the server first, on the sandbox's server and on a real one. */
abstract class DiscoveryContract<S extends Server> {
    final ServedCluster cluster;

    DiscoveryContract(S server) {
        cluster = new ServedCluster(server);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void tellsTheGroupsOfResources() {
        assertThat(cluster.client.getApiGroups().getGroups())
                .extracting(group -> group.getName())
                .contains("apps", "policy", "coordination.k8s.io", "batch", "authorization.k8s.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "apps/v1", "policy/v1", "coordination.k8s.io/v1", "batch/v1"})
    void describesResourcesThatAreServed(String groupVersion) {
        List<APIResource> resources =
                cluster.client.getApiResources(groupVersion).getResources();

        assertThat(resources).isNotEmpty();
        for (APIResource resource : resources) {
            if (!resource.getName().contains("/") && resource.getVerbs().contains("list")) {
                cluster.client
                        .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                                .withGroup(
                                        groupVersion.contains("/")
                                                ? groupVersion.split("/")[0]
                                                : "")
                                .withVersion("v1")
                                .withKind(resource.getKind())
                                .withPlural(resource.getName())
                                .withNamespaced(resource.getNamespaced())
                                .build())
                        .list();
            }
        }
    }

    @Test
    void namesShortNamesAndSubresources() throws Exception {
        JsonNode core = new ObjectMapper().readTree(cluster.get("/api/v1").body());

        assertThat(core.path("resources"))
                .extracting(resource -> resource.path("name").asText())
                .contains("nodes", "nodes/status", "pods", "pods/eviction");
        assertThat(core.path("resources"))
                .filteredOn(resource -> resource.path("name").asText().equals("nodes"))
                .singleElement()
                .satisfies(nodes -> {
                    assertThat(nodes.path("shortNames").path(0).asText()).isEqualTo("no");
                    assertThat(nodes.path("namespaced").asBoolean()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/livez"})
    void isHealthy(String path) throws Exception {
        assertThat(cluster.get(path).body()).isEqualTo("ok");
    }
}
