package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeLifecycleTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void lease(String node, Instant renewed) {
        cluster.create(
                ResourceTypes.LEASES,
                "kube-node-lease",
                "{metadata: {name: '" + node + "'}, spec: {renewTime: '" + renewed + "'}}");
    }

    private String ready(String node) {
        return cluster.condition(ResourceTypes.NODES, node, "Ready")
                .path("status")
                .asText();
    }

    private List<String> taints(String node) {
        return cluster.tree(ResourceTypes.NODES, node)
                .path("spec")
                .path("taints")
                .findValuesAsText("key");
    }

    @Test
    void loseTrackOfANodeThatDoesNotRenewItsLease() {
        cluster.addNode("silent", 10);
        cluster.addNode("alive", 10);
        cluster.workload(ResourceTypes.DAEMON_SETS, "agent", "");
        cluster.awaitRunning(2);

        lease("silent", Instant.now().minusSeconds(41));
        lease("alive", Instant.now());

        await(() -> ready("silent").equals("Unknown"));
        await(() -> cluster.store.podsOn("silent").stream()
                .noneMatch(pod -> pod.podFacts().isReady()));
        assertEquals(List.of("node.kubernetes.io/unreachable"), taints("silent"));
        assertEquals("True", ready("alive"));
        assertTrue(cluster.store.podsOn("alive").stream()
                .allMatch(pod -> pod.podFacts().isReady()));
    }

    @Test
    void keepsTaintsInStepWithConditionAndCordon() {
        cluster.addNode("a", 10);
        cluster.change(ResourceTypes.NODES, "a", node -> {
            node.withObjectProperty("spec")
                    .put("unschedulable", true)
                    .withArrayProperty("taints")
                    .addObject()
                    .put("key", "own")
                    .put("effect", "NoSchedule");
            Status.of(node).condition("Ready", "False", "", "");
        });
        await(() -> Set.copyOf(taints("a"))
                .equals(Set.of("own", "node.kubernetes.io/not-ready", "node.kubernetes.io/unschedulable")));

        cluster.change(ResourceTypes.NODES, "a", node -> {
            node.withObjectProperty("spec").remove("unschedulable");
            Status.of(node).condition("Ready", "True", "", "");
        });

        await(() -> taints("a").equals(List.of("own")));
    }
}
