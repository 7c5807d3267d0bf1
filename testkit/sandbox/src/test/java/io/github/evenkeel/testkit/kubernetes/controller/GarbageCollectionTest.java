package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GarbageCollectionTest {
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
    void deletesWhatADeletedDeploymentOwned() {
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 2");
        cluster.pod("other", "");
        cluster.awaitRunning(3);

        cluster.delete(ResourceTypes.DEPLOYMENTS, "web");

        await(() -> cluster.store.count(ResourceTypes.REPLICA_SETS) == 0
                && cluster.active().size() == 1);
        assertEquals(3, cluster.pods().size());
        cluster.kubelets();
        assertEquals(List.of("other"), cluster.names());
    }

    @Test
    void leavesWhatWasOrphaned() {
        cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 2");
        cluster.awaitRunning(2);

        cluster.registry.delete(
                cluster.key(ResourceTypes.REPLICA_SETS, "web"),
                new DeleteOptions(null, null, null, DeleteOptions.Dependents.ORPHAN, WriteMode.COMMIT));
        cluster.settle();

        assertEquals(2, cluster.active().size());
    }

    @Test
    void removesPodsWhoseNodeIsGoneAndHasThemReplaced() {
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 2");
        cluster.awaitRunning(2);
        cluster.addNode("b", 10);

        cluster.delete(ResourceTypes.NODES, "a");

        await(() -> cluster.pods().size() == 2
                && cluster.pods().stream()
                        .allMatch(pod -> pod.podFacts().nodeName().equals("b")));
    }

    @Test
    void emptiesANamespaceBeforeItGoes() {
        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 2");
        cluster.awaitRunning(2);

        cluster.registry.delete(ObjectKey.inCluster(ResourceTypes.NAMESPACES, "default"), DeleteOptions.plain());
        await(() -> cluster.active().isEmpty());
        assertEquals(
                "Terminating",
                cluster.status(ResourceTypes.NAMESPACES, "default")
                        .path("phase")
                        .asText());
        cluster.kubelets();

        await(() -> cluster.store.find(ObjectKey.inCluster(ResourceTypes.NAMESPACES, "default")) == null);
    }
}
