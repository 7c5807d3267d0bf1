package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import org.junit.jupiter.api.Test;

class ControllersTest {
    @Test
    void takeUpWhatWasThereBefore() {
        String web = ControlledCluster.workloadManifest("web", "replicas: 2");
        try (ControlledCluster cluster = new ControlledCluster(registry -> {
            var unused = registry.create(
                    ResourceTypes.DEPLOYMENTS, "default", ControlledCluster.json(web), WriteMode.COMMIT);
        })) {
            cluster.addNode("a", 10);

            cluster.awaitRunning(2);
        }
    }

    @Test
    void goOnAfterAnObjectThatCanNotBeUnderstood() {
        try (ControlledCluster cluster = new ControlledCluster()) {
            cluster.addNode("a", 10);
            cluster.create(
                    ResourceTypes.NODES, "", "{metadata: {name: 'strange'}, status: {allocatable: {cpu: 'much'}}}");
            cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 2");

            cluster.awaitRunning(2);
        }
    }

    @Test
    void doNothingOnceClosed() {
        ControlledCluster cluster = new ControlledCluster();
        cluster.addNode("a", 10);
        cluster.close();

        cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 2");

        assertEquals(0, cluster.store.count(ResourceTypes.REPLICA_SETS));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("evenkeel-controllers") && !thread.isDaemon()));
    }

    @Test
    void placeAThousandPodsOnThirtyNodesEvenly() {
        try (ControlledCluster cluster = new ControlledCluster()) {
            for (int i = 0; i < 30; i++) {
                cluster.addNode("node-" + i, 110);
            }
            cluster.create(
                    ResourceTypes.DISRUPTION_BUDGETS,
                    "{metadata: {name: 'pdb'}, spec: {maxUnavailable: '10%', selector: {}}}");
            cluster.workload(ResourceTypes.DEPLOYMENTS, "web", "replicas: 1000");

            cluster.awaitRunning(1000);

            await(() -> cluster.status(ResourceTypes.DISRUPTION_BUDGETS, "pdb")
                            .path("disruptionsAllowed")
                            .asInt()
                    == 100);
            for (int i = 0; i < 30; i++) {
                int pods = cluster.store.podsOn("node-" + i).size();
                assertTrue(pods == 33 || pods == 34, "node-" + i + " has " + pods);
            }
        }
    }
}
