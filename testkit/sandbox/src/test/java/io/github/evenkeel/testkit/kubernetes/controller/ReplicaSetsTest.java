package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaSetsTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void makesAsManyPodsAsAskedFor() {
        cluster.addNode("a", 10);
        StoredObject set = cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 3");

        cluster.awaitRunning(3);

        await(() -> cluster.status(ResourceTypes.REPLICA_SETS, "web")
                        .path("readyReplicas")
                        .asInt()
                == 3);
        assertTrue(cluster.pods().stream()
                .allMatch(pod -> pod.name().startsWith("web-") && pod.ownerUid().equals(set.uid())));
        assertEquals(
                1,
                cluster.status(ResourceTypes.REPLICA_SETS, "web")
                        .path("observedGeneration")
                        .asInt());
    }

    @Test
    void replacesAnEvictedPodWhileItIsStillEnding() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 2");
        cluster.awaitRunning(2);

        cluster.evict(cluster.pods().get(0));

        await(() -> cluster.pods().size() == 3 && cluster.active().size() == 2);
    }

    @Test
    void replacesAPodThatFailed() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 2");
        cluster.awaitRunning(2);

        cluster.phase(cluster.pods().get(0), "Failed", "False");

        await(() -> cluster.pods().size() == 3);
    }

    @Test
    void shrinksByUnreadyPodsFirst() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 3");
        cluster.awaitRunning(3);
        String unready = cluster.pods().get(2).name();
        cluster.phase(cluster.pods().get(2), "Running", "False");

        cluster.change(ResourceTypes.REPLICA_SETS, "web", set -> set.withObjectProperty("spec")
                .put("replicas", 2));

        await(() -> cluster.active().size() == 2);
        assertTrue(cluster.active().stream().noneMatch(pod -> pod.name().equals(unready)));
    }
}
