package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisruptionBudgetsTest {
    private static final ResourceType BUDGETS = ResourceTypes.DISRUPTION_BUDGETS;

    private final ControlledCluster cluster = new ControlledCluster();

    @BeforeEach
    void node() {
        cluster.addNode("a", 100);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void budget(String rule) {
        cluster.create(BUDGETS, "{metadata: {name: 'pdb'}, spec: {" + rule + "}}");
    }

    private boolean allows(int disruptions) {
        JsonNode status = cluster.status(BUDGETS, "pdb");
        return status.path("observedGeneration").asInt() > 0
                && status.path("disruptionsAllowed").asInt(-1) == disruptions;
    }

    private String reason() {
        return cluster.condition(BUDGETS, "pdb", "DisruptionAllowed")
                .path("reason")
                .asText();
    }

    @Test
    void letsGoOfOnePodAndOfTheNextOnceTheFirstIsReplaced() {
        budget("maxUnavailable: 1, selector: {matchLabels: {app: 'web'}}");
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 3");
        cluster.awaitRunning(3);
        await(() -> allows(1));
        assertEquals("SufficientPods", reason());

        List<StoredObject> pods = cluster.pods();
        cluster.evict(pods.get(0));
        StatusException refused = assertThrows(StatusException.class, () -> cluster.evict(pods.get(1)));
        assertEquals(429, refused.code());
        await(() -> reason().equals("InsufficientPods")
                && cluster.status(BUDGETS, "pdb").path("disruptedPods").isEmpty());
        assertTrue(allows(0));

        cluster.awaitRunning(3);
        await(() -> allows(1));
        cluster.evict(pods.get(1));
    }

    @Test
    void countsTheScaleOfTheDeploymentRatherThanItsPods() {
        budget("minAvailable: '50%', selector: {matchLabels: {app: 'web'}}");
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 4");
        cluster.awaitRunning(4);
        await(() -> allows(2));

        cluster.change(ResourceTypes.DEPLOYMENTS, "web", web -> web.withObjectProperty("spec")
                .put("replicas", 6));

        await(() ->
                allows(1) && cluster.status(BUDGETS, "pdb").path("expectedPods").asInt() == 6);
    }

    @Test
    void countsAnEvictedPodAgainIfItIsNotToldToEndWithinTwoMinutes() {
        cluster.workload(ResourceTypes.STATEFUL_SETS, "db", "replicas: 2");
        cluster.awaitRunning(2);
        budget("minAvailable: 1, selector: {}");
        await(() -> allows(1));

        disrupted("db-0", Instant.now());
        await(() -> allows(0));
        assertEquals(1, cluster.status(BUDGETS, "pdb").path("currentHealthy").asInt());
        disrupted("db-0", Instant.now().minusSeconds(121));

        await(() -> allows(1) && !cluster.status(BUDGETS, "pdb").has("disruptedPods"));
    }

    @Test
    void coversPodsWithoutOwnerOnlyByANumberOfThem() {
        cluster.pod("single", "");
        cluster.awaitRunning(1);
        budget("minAvailable: 0, selector: {}");
        await(() -> allows(1));

        cluster.change(BUDGETS, "pdb", pdb -> pdb.withObjectProperty("spec").put("minAvailable", "50%"));

        await(() -> reason().equals("SyncFailed"));
        assertTrue(allows(0));
        assertEquals(
                1, cluster.status(BUDGETS, "pdb").path("observedGeneration").asInt());
    }

    @Test
    void coversNothingWithoutSelector() {
        cluster.pod("single", "");
        cluster.awaitRunning(1);

        budget("minAvailable: 0");

        await(() ->
                allows(0) && cluster.status(BUDGETS, "pdb").path("expectedPods").asInt(-1) == 0);
        cluster.evict(cluster.pods().get(0));
    }

    @Test
    void writesNothingWhileNothingChanges() {
        budget("minAvailable: 0, selector: {}");
        await(() -> allows(0));
        long revision = cluster.store.get(cluster.key(BUDGETS, "pdb")).revision();

        cluster.addNode("b", 10);
        cluster.settle();

        assertEquals(revision, cluster.store.get(cluster.key(BUDGETS, "pdb")).revision());
    }

    private void disrupted(String pod, Instant since) {
        cluster.change(BUDGETS, "pdb", pdb -> pdb.withObjectProperty("status")
                .withObjectProperty("disruptedPods")
                .put(pod, Json.time(since)));
    }
}
