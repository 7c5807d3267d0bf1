package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compare and set, by which locks and records of a run are kept. */
abstract class ConditionalUpdatesContract<S extends Server> {
    final S server;
    final ServedCluster cluster;

    ConditionalUpdatesContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theFirstToWriteWins() {
        ConfigMap read = cluster.configMap("record", Map.of());

        ConfigMap written = update(read, "first");

        assertThat(written.getMetadata().getResourceVersion())
                .isNotEqualTo(read.getMetadata().getResourceVersion());
        assertThat(refusal(() -> update(read, "second")).getCode()).isEqualTo(409);
        assertThat(update(written, "third").getData()).containsEntry("by", "third");
    }

    @Test
    void withoutResourceVersionTheLastToWriteWins() {
        ConfigMap read = cluster.configMap("record", Map.of());
        update(read, "first");
        ConfigMap blind = new ConfigMapBuilder(read)
                .editMetadata()
                .withResourceVersion(null)
                .endMetadata()
                .build();

        assertThat(update(blind, "second").getData()).containsEntry("by", "second");
    }

    @Test
    void anUpdateThatChangesNothingMakesNoNewVersion() {
        ConfigMap read = cluster.configMap("record", Map.of());
        ConfigMap written = update(read, "first");

        assertThat(update(written, "first").getMetadata().getResourceVersion())
                .isEqualTo(written.getMetadata().getResourceVersion());
    }

    @Test
    void whatExistsCanNotBeCreatedAgain() {
        cluster.configMap("record", Map.of());

        var refusal = refusal(() -> cluster.configMap("record", Map.of()));

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getReason()).isEqualTo("AlreadyExists");
    }

    @Test
    void creationWithAResourceVersionIsAnErrorOfTheServer() throws Exception {
        var answer = cluster.send(
                "POST",
                "/api/v1/namespaces/default/configmaps",
                "{\"metadata\":{\"name\":\"record\",\"resourceVersion\":\"7\"}}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("resourceVersion should not be set on objects to be created");
    }

    @Test
    void aLeaseIsNotReplacedBlindly() throws Exception {
        Lease lease = cluster.client.resource(lease("one")).create();

        var answer = cluster.send(
                "PUT",
                "/apis/coordination.k8s.io/v1/namespaces/default/leases/lock",
                "{\"metadata\":{\"name\":\"lock\"},\"spec\":{\"holderIdentity\":\"thief\"}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("metadata.resourceVersion").contains("must be specified for an update");
        Lease now = Objects.requireNonNull(cluster.client.resource(lease).get());
        assertThat(now.getSpec().getHolderIdentity()).isEqualTo("one");
    }

    @Test
    void anotherObjectOfThatNameIsNotReplaced() {
        ConfigMap first = cluster.configMap("record", Map.of());
        cluster.client.resource(first).delete();
        cluster.configMap("record", Map.of());

        assertThat(refusal(() -> update(first, "late")).getCode()).isEqualTo(409);
    }

    private ConfigMap update(ConfigMap read, String by) {
        return cluster.client.resource(read.edit().addToData("by", by).build()).update();
    }

    private static Lease lease(String holder) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("lock")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .endSpec()
                .build();
    }
}
