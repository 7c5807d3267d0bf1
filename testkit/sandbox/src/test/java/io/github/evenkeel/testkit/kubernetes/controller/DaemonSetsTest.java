package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonSetsTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void runsOnEachNodeAndOnThoseThatJoin() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.DAEMON_SETS, "agent", "");
        cluster.awaitRunning(1);

        cluster.addNode("b", 10);
        cluster.awaitRunning(2);

        assertEquals(
                Set.of("a", "b"),
                cluster.pods().stream().map(pod -> pod.podFacts().nodeName()).collect(Collectors.toSet()));
        await(() -> number("numberReady") == 2 && number("desiredNumberScheduled") == 2);
    }

    @Test
    void runsOnCordonedNodesButNotOnTaintedOnes() {
        cluster.addNode("cordoned", 10);
        cluster.change(ResourceTypes.NODES, "cordoned", node -> node.withObjectProperty("spec")
                .put("unschedulable", true));
        cluster.addNode("tainted", 10);
        cluster.change(ResourceTypes.NODES, "tainted", node -> node.withObjectProperty("spec")
                .withArrayProperty("taints")
                .addObject()
                .put("key", "dedicated")
                .put("effect", "NoSchedule"));

        cluster.workload(ResourceTypes.DAEMON_SETS, "agent", "");
        cluster.awaitRunning(1);
        cluster.settle();

        assertEquals(1, cluster.pods().size());
        assertEquals("cordoned", cluster.pods().get(0).podFacts().nodeName());
    }

    @Test
    void comesBackAfterItsPodIsGoneAndNotBefore() {
        cluster.addNode("a", 10);
        cluster.workload(ResourceTypes.DAEMON_SETS, "agent", "");
        cluster.awaitRunning(1);
        StoredObject evicted = cluster.pods().get(0);

        cluster.evict(evicted);
        await(() -> number("numberReady") == 0);
        assertEquals(List.of(evicted.name()), cluster.names());
        cluster.awaitRunning(1);

        assertFalse(cluster.names().contains(evicted.name()));
    }

    @Test
    void leavesWithItsNode() {
        cluster.addNode("a", 10);
        cluster.addNode("b", 10);
        cluster.workload(ResourceTypes.DAEMON_SETS, "agent", "");
        cluster.awaitRunning(2);

        cluster.delete(ResourceTypes.NODES, "a");

        await(() -> cluster.pods().size() == 1 && number("desiredNumberScheduled") == 1);
        assertEquals("b", cluster.pods().get(0).podFacts().nodeName());
    }

    private int number(String field) {
        return cluster.status(ResourceTypes.DAEMON_SETS, "agent").path(field).asInt(-1);
    }
}
