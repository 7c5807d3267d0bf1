package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentsTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void isAvailableOnceItsPodsAreReady() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 3");
        await(() -> cluster.condition(ResourceTypes.DEPLOYMENTS, "web", "Available")
                .path("status")
                .asText()
                .equals("False"));

        cluster.awaitRunning(3);

        await(() -> cluster.condition(ResourceTypes.DEPLOYMENTS, "web", "Available")
                .path("status")
                .asText()
                .equals("True"));
        await(() -> cluster.status(ResourceTypes.DEPLOYMENTS, "web")
                        .path("readyReplicas")
                        .asInt()
                == 3);
        assertEquals(
                3,
                cluster.status(ResourceTypes.DEPLOYMENTS, "web")
                        .path("updatedReplicas")
                        .asInt());
    }

    @Test
    void movesToANewReplicaSetWhenItsTemplateChanges() {
        cluster.addNode("a", 20);
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 4");
        cluster.awaitRunning(4);
        Set<String> before = Set.copyOf(cluster.names());

        cluster.change(ResourceTypes.DEPLOYMENTS, "web", web -> web.withObjectProperty("spec")
                .withObjectProperty("template")
                .withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put("restarted", "now"));

        await(() -> {
            cluster.kubelets();
            assertTrue(
                    cluster.active().stream()
                                    .filter(pod -> pod.podFacts().isReady())
                                    .count()
                            >= 3,
                    "no more than a quarter may be missing");
            return cluster.pods().size() == 4 && cluster.names().stream().noneMatch(before::contains);
        });
        assertEquals(2, cluster.store.count(ResourceTypes.REPLICA_SETS));
    }

    @Test
    void recreatesOnlyAfterTheOldPodsAreGone() {
        ReplicaCount present = count(0, 0, 0);
        Rollout rollout = new Rollout(3, 0, 3, Rollout.Strategy.RECREATE);

        assertEquals(0, rollout.presentReplicas(present, List.of(count(3, 3, 3))));
        assertEquals(0, rollout.shrunk(present, List.of(count(3, 3, 3))).get(0).wanted());
        assertEquals(0, rollout.presentReplicas(present, List.of(count(0, 1, 0))));
        assertEquals(3, rollout.presentReplicas(present, List.of(count(0, 0, 0))));
    }

    private ReplicaCount count(int wanted, int existing, int ready) {
        return new ReplicaCount(
                cluster.store.select(Selection.all(ResourceTypes.NAMESPACES)).get(0), wanted, existing, ready);
    }
}
