package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NODE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What patches change, on the sandbox's server and on a real one. */
abstract class PatchesContract<S extends Server> {
    private static final String CORDON = "{\"spec\":{\"unschedulable\":true}}";

    final S server;
    final ServedCluster cluster;

    PatchesContract(S server) {
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
    void aMergePatchChangesWhatItNamesAndRemovesWhatItNulls() {
        patch(PatchType.JSON_MERGE, "{\"metadata\":{\"labels\":{\"a\":\"1\",\"b\":\"2\"}}}");

        Node patched = patch(PatchType.JSON_MERGE, "{\"metadata\":{\"labels\":{\"a\":null,\"c\":\"3\"}}}");

        assertThat(patched.getMetadata().getLabels()).containsOnlyKeys("b", "c");
        assertThat(patched.getStatus()).isNotNull();
    }

    @Test
    void aStaleResourceVersionIsAConflict() {
        String stale = node().getMetadata().getResourceVersion();
        patch(PatchType.JSON_MERGE, "{\"metadata\":{\"labels\":{\"a\":\"1\"}}}");

        Status refusal = refusal(() -> patch(
                PatchType.JSON_MERGE,
                "{\"metadata\":{\"resourceVersion\":\"" + stale + "\"},\"spec\":{\"unschedulable\":true}}"));

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getReason()).isEqualTo("Conflict");
        assertThat(refusal.getMessage()).contains("the object has been modified");
        assertThat(node().getSpec().getUnschedulable()).isNull();
    }

    @Test
    void theUidOfAnotherObjectIsInvalid() {
        Status refusal = refusal(() -> patch(
                PatchType.JSON_MERGE,
                "{\"metadata\":{\"uid\":\"5e2c1a80-0000-4000-8000-000000000001\"},\"spec\":{\"unschedulable\":true}}"));

        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getDetails().getCauses()).isNotEmpty().allSatisfy(cause -> assertThat(cause.getField())
                .isEqualTo("metadata.uid"));
        assertThat(node().getSpec().getUnschedulable()).isNull();
    }

    @Test
    void aJsonPatchAppliesAsAWholeOrNotAtAll() {
        String add = "{\"op\":\"add\",\"path\":\"/spec/unschedulable\",\"value\":true}";
        String wrong = "{\"op\":\"test\",\"path\":\"/metadata/name\",\"value\":\"another\"}";

        assertThat(refusal(() -> patch(PatchType.JSON, "[" + add + "," + wrong + "]"))
                        .getCode())
                .isEqualTo(422);
        assertThat(node().getSpec().getUnschedulable()).isNull();

        assertThat(patch(PatchType.JSON, "[" + add + "]").getSpec().getUnschedulable())
                .isTrue();
    }

    @Test
    void aStrategicPatchMergesListsByTheirKey() {
        Node patched = status().patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\":{\"conditions\":[{\"type\":\"DiskPressure\",\"status\":\"False\"},"
                                + "{\"type\":\"Ready\",\"reason\":\"KubeletReady\"}]}}");

        List<NodeCondition> conditions = patched.getStatus().getConditions();
        assertThat(conditions)
                .extracting(NodeCondition::getType, NodeCondition::getStatus, NodeCondition::getReason)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("Ready", "True", "KubeletReady"), Tuple.tuple("DiskPressure", "False", null));
    }

    @Test
    void aStrategicPatchPutsWhatIsNewFirstAndLeavesTheRestInPlace() {
        Node patched = conditions("{\"type\":\"B\",\"status\":\"True\"},{\"type\":\"A\",\"status\":\"True\"}");
        assertThat(types(patched)).containsExactly("B", "A", "Ready");

        patched = conditions("{\"type\":\"Ready\",\"reason\":\"KubeletReady\"},{\"type\":\"C\",\"status\":\"True\"}");
        assertThat(types(patched)).containsExactly("B", "A", "Ready", "C");

        patched = conditions("{\"type\":\"A\",\"$patch\":\"delete\"}");
        assertThat(types(patched)).containsExactly("B", "Ready", "C");
    }

    @Test
    void aStrategicPatchAddsToFinalizersAndReplacesTaints() {
        patch(
                PatchType.JSON_MERGE,
                "{\"metadata\":{\"finalizers\":[\"example.com/a\"]},"
                        + "\"spec\":{\"taints\":[{\"key\":\"old\",\"effect\":\"PreferNoSchedule\"}]}}");

        Node patched = patch(
                PatchType.STRATEGIC_MERGE,
                "{\"metadata\":{\"finalizers\":[\"example.com/b\"]},"
                        + "\"spec\":{\"taints\":[{\"key\":\"new\",\"effect\":\"PreferNoSchedule\"}]}}");

        assertThat(patched.getMetadata().getFinalizers()).containsExactly("example.com/b", "example.com/a");
        assertThat(patched.getSpec().getTaints()).singleElement().satisfies(taint -> assertThat(taint.getKey())
                .isEqualTo("new"));
    }

    @Test
    void theStatusIsChangedThroughItsSubresourceAlone() {
        String both = "{\"spec\":{\"unschedulable\":true},\"status\":{\"phase\":\"Terminated\"}}";

        Node main = patch(PatchType.JSON_MERGE, both);
        assertThat(main.getStatus().getPhase()).isNull();
        patch(PatchType.JSON_MERGE, "{\"spec\":{\"unschedulable\":null}}");

        Node status = status().patch(PatchContext.of(PatchType.JSON_MERGE), both);
        assertThat(status.getStatus().getPhase()).isEqualTo("Terminated");
        assertThat(status.getSpec().getUnschedulable()).isNull();
    }

    @Test
    void aDryRunShowsTheResultAndChangesNothing() {
        PatchContext dryRun = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withDryRun(List.of("All"))
                .build();

        assertThat(resource().patch(dryRun, CORDON).getSpec().getUnschedulable())
                .isTrue();
        assertThat(node().getSpec().getUnschedulable()).isNull();
    }

    @Test
    void whatDoesNotExistCanNotBePatched() throws Exception {
        cluster.client.nodes().withName(NODE).delete();

        var answer = cluster.http()
                .send(
                        cluster.request("/api/v1/nodes/" + NODE)
                                .setHeader("Content-Type", "application/merge-patch+json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(CORDON))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("nodes \\\"" + NODE + "\\\" not found");
    }

    private Node conditions(String items) {
        return status().patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\":{\"conditions\":[" + items + "]}}");
    }

    private static List<String> types(Node node) {
        return node.getStatus().getConditions().stream()
                .map(NodeCondition::getType)
                .toList();
    }

    private Node patch(PatchType type, String patch) {
        return resource().patch(PatchContext.of(type), patch);
    }

    Resource<Node> resource() {
        return cluster.client.nodes().withName(NODE);
    }

    private EditReplacePatchable<Node> status() {
        return resource().subresource("status");
    }

    Node node() {
        return Objects.requireNonNull(resource().get());
    }
}
