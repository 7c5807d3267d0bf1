package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatefulSetsTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @BeforeEach
    void node() {
        cluster.addNode("a", 10);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void startsOnePodAfterAnother() {
        cluster.workload(ResourceTypes.STATEFUL_SETS, "db", "replicas: 2");
        await(() -> cluster.bound() == 1);
        cluster.settle();
        assertEquals(List.of("db-0"), cluster.names());

        cluster.awaitRunning(2);

        assertEquals(List.of("db-0", "db-1"), cluster.names());
        await(() -> cluster.status(ResourceTypes.STATEFUL_SETS, "db")
                        .path("readyReplicas")
                        .asInt()
                == 2);
    }

    @Test
    void startsAllAtOnceIfParallel() {
        cluster.workload(ResourceTypes.STATEFUL_SETS, "db", "replicas: 3, podManagementPolicy: 'Parallel'");

        await(() -> cluster.names().equals(List.of("db-0", "db-1", "db-2")));
    }

    @Test
    void makesAPodAgainOnlyAfterTheOldOneIsGone() {
        cluster.workload(ResourceTypes.STATEFUL_SETS, "db", "replicas: 2");
        cluster.awaitRunning(2);
        StoredObject evicted = cluster.pods().get(0);

        cluster.evict(evicted);
        await(() -> cluster.status(ResourceTypes.STATEFUL_SETS, "db")
                        .path("readyReplicas")
                        .asInt()
                == 1);
        assertEquals(2, cluster.pods().size());
        assertTrue(cluster.pods().get(0).isTerminating());
        cluster.awaitRunning(2);

        assertEquals(List.of("db-0", "db-1"), cluster.names());
        assertFalse(cluster.pods().get(0).uid().equals(evicted.uid()));
    }

    @Test
    void shrinksFromTheEndOneAtATime() {
        cluster.workload(ResourceTypes.STATEFUL_SETS, "db", "replicas: 3");
        cluster.awaitRunning(3);

        cluster.change(ResourceTypes.STATEFUL_SETS, "db", db -> db.withObjectProperty("spec")
                .put("replicas", 1));
        await(() -> cluster.pods().get(2).isTerminating());
        cluster.settle();
        assertFalse(cluster.pods().get(1).isTerminating());

        cluster.awaitRunning(1);
        assertEquals(List.of("db-0"), cluster.names());
    }
}
