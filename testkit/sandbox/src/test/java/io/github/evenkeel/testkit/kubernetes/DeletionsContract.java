package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NODE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deleted, and when it is gone, on the sandbox's server and on a real one. */
abstract class DeletionsContract<S extends Server> {
    final S server;
    final ServedCluster cluster;

    DeletionsContract(S server) {
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
    void aRunningPodGetsItsGrace() {
        Pod pod = cluster.running("web-1", Map.of());
        Instant before = Instant.now().minusSeconds(1);

        cluster.client.resource(pod).delete();

        Pod now = now(pod);
        assertThat(now.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(30);
        assertThat(Instant.parse(now.getMetadata().getDeletionTimestamp()))
                .isBetween(before.plusSeconds(30), Instant.now().plusSeconds(30));
    }

    @Test
    void aSecondDeletionCanShortenTheGraceAndNotProlongIt() {
        Pod pod = cluster.running("web-1", Map.of());

        cluster.client.resource(pod).withGracePeriod(20).delete();
        cluster.client.resource(pod).withGracePeriod(25).delete();
        assertThat(now(pod).getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(20);

        cluster.client.resource(pod).withGracePeriod(5).delete();
        assertThat(now(pod).getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(5);

        cluster.client.resource(pod).withGracePeriod(0).delete();
        assertThat(cluster.client.resource(pod).get()).isNull();
    }

    @Test
    void aPodWithoutNodeGoesAtOnce() {
        Pod pod = cluster.client
                .resource(ServedCluster.manifest(
                        """
                        {metadata: {name: nowhere, namespace: default},
                         spec: {nodeSelector: {zone: none}, containers: [{name: web, image: web}]}}
                        """,
                        Pod.class))
                .create();

        cluster.client.resource(pod).delete();

        assertThat(cluster.client.resource(pod).get()).isNull();
    }

    @Test
    void aFinalizerHoldsAnObjectBack() {
        Pod pod = cluster.client
                .resource(new PodBuilder(ServedCluster.manifest(
                                "{metadata: {name: held, namespace: default},"
                                        + " spec: {nodeName: 10.0.10.1, containers: [{name: web, image: web}]}}",
                                Pod.class))
                        .editMetadata()
                        .addToFinalizers("example.com/held")
                        .endMetadata()
                        .build())
                .create();

        cluster.client.resource(pod).withGracePeriod(0).delete();
        assertThat(now(pod).getMetadata().getDeletionTimestamp()).isNotNull();

        cluster.client
                .resource(pod)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        assertThat(cluster.client.resource(pod).get()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "any",
            value = {"any, 5e2c1a80-0000-4000-8000-000000000001", "1, any"})
    void aPreconditionThatDoesNotHoldIsAConflict(String resourceVersion, String uid) {
        Pod pod = cluster.running("web-1", Map.of());

        assertThat(refusal(() -> delete(pod, new Preconditions(resourceVersion, uid)))
                        .getCode())
                .isEqualTo(409);
        assertThat(now(pod).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aPreconditionThatHoldsLetsTheDeletionThrough() {
        Pod pod = cluster.running("web-1", Map.of());

        delete(pod, new Preconditions(null, pod.getMetadata().getUid()));

        assertThat(cluster.client.resource(pod).get()).isNull();
    }

    @Test
    void aCollectionIsDeletedAsFarAsItIsSelected() {
        cluster.configMap("old-1", Map.of("age", "old"));
        cluster.configMap("old-2", Map.of("age", "old"));
        ConfigMap young = cluster.configMap("young", Map.of("age", "young"));

        cluster.client.raw("/api/v1/namespaces/default/configmaps?labelSelector=age%3Dold", "DELETE", null);

        assertThat(cluster.client.configMaps().inNamespace(NAMESPACE).list().getItems())
                .extracting(map -> map.getMetadata().getUid())
                .containsExactly(young.getMetadata().getUid());
    }

    @Test
    void whatDoesNotExistCanNotBeDeleted() throws Exception {
        assertThat(cluster.send("DELETE", "/api/v1/namespaces/default/pods/none", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private void delete(Pod pod, Preconditions preconditions) {
        var unused = cluster.client.raw(
                "/api/v1/namespaces/default/pods/" + pod.getMetadata().getName(),
                "DELETE",
                new DeleteOptionsBuilder()
                        .withGracePeriodSeconds(0L)
                        .withPreconditions(preconditions)
                        .build());
    }

    private Pod now(Pod pod) {
        return Objects.requireNonNull(cluster.client.resource(pod).get());
    }
}
