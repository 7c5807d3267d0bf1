package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NODE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.manifest;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a namespace ends, on the sandbox's server and on a real one. */
abstract class NamespacesContract<S extends Server> {
    private static final String MAP = "{metadata: {name: settings, namespace: shop}}";
    private static final String POD =
            """
            {metadata: {name: web, namespace: shop},
             spec: {nodeName: 10.0.10.1, containers: [{name: web, image: web}]}}
            """;

    final S server;
    final ServedCluster cluster;
    private final Namespace shop = manifest("{metadata: {name: shop}}", Namespace.class);

    NamespacesContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @BeforeEach
    void addNode() {
        cluster.node(NODE);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void nothingIsCreatedInANamespaceThatDoesNotExist() {
        Status refusal = refusal(this::createMap);

        assertThat(refusal.getCode()).isEqualTo(404);
        assertThat(refusal.getMessage()).isEqualTo("namespaces \"shop\" not found");
    }

    @Test
    void aDeletedNamespaceEndsWithItsContents() {
        cluster.client.resource(shop).create();
        createMap();

        cluster.client.resource(shop).delete();

        await().until(() -> cluster.client.resource(shop).get() == null);
        assertThat(cluster.client.configMaps().inNamespace("shop").list().getItems())
                .isEmpty();
    }

    @Test
    void whileItEndsNothingNewIsCreatedAndNothingEvicted() {
        cluster.client.resource(shop).create();
        Pod lingering = cluster.client.resource(manifest(POD, Pod.class)).create();
        cluster.client.resource(shop).delete();
        await().until(() -> isTerminating(lingering));

        Status creation = refusal(this::createMap);
        Status eviction = refusal(() -> cluster.client.raw(
                "/api/v1/namespaces/shop/pods/web/eviction",
                "POST",
                new EvictionBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .build()));

        for (Status refusal : new Status[] {creation, eviction}) {
            assertThat(refusal.getCode()).isEqualTo(403);
            assertThat(refusal.getMessage()).contains("because it is being terminated");
            assertThat(refusal.getDetails().getCauses())
                    .singleElement()
                    .satisfies(cause -> assertThat(cause.getReason()).isEqualTo("NamespaceTerminating"));
        }
        Namespace now = Objects.requireNonNull(cluster.client.resource(shop).get());
        assertThat(now.getStatus().getPhase()).isEqualTo("Terminating");
        cluster.client.resource(lingering).withGracePeriod(0).delete();
        await().until(() -> cluster.client.resource(shop).get() == null);
    }

    private void createMap() {
        cluster.client.resource(manifest(MAP, ConfigMap.class)).create();
    }

    private boolean isTerminating(Pod pod) {
        return Objects.requireNonNull(cluster.client.resource(pod).get())
                        .getMetadata()
                        .getDeletionTimestamp()
                != null;
    }
}
