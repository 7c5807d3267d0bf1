package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    private String message(String pod) {
        return cluster.condition(ResourceTypes.PODS, pod, "PodScheduled")
                .path("message")
                .asText();
    }

    private String nodeOf(String pod) {
        return cluster.tree(ResourceTypes.PODS, pod)
                .path("spec")
                .path("nodeName")
                .asText();
    }

    @Test
    void refusesCordonedFullTaintedAndUnreadyNodes() {
        cluster.addNode("cordoned", 10);
        cluster.change(ResourceTypes.NODES, "cordoned", node -> node.withObjectProperty("spec")
                .put("unschedulable", true));
        cluster.addNode("full", 0);
        cluster.addNode("tainted", 10);
        cluster.change(ResourceTypes.NODES, "tainted", node -> node.withObjectProperty("spec")
                .withArrayProperty("taints")
                .addObject()
                .put("key", "dedicated")
                .put("value", "db")
                .put("effect", "NoSchedule"));
        cluster.addNode("unready", 10);
        cluster.change(ResourceTypes.NODES, "unready", node -> Status.of(node).condition("Ready", "False", "", ""));

        cluster.pod("p", "");

        await(() -> !message("p").isEmpty());
        assertEquals(
                "0/4 nodes are available: 1 Too many pods, 1 node(s) had untolerated taint {dedicated: db}, 1 node(s)"
                        + " had untolerated taint {node.kubernetes.io/not-ready: }, 1 node(s) were unschedulable.",
                message("p"));
        assertEquals("", nodeOf("p"));
    }

    @Test
    void bindsAWaitingPodWhenANodeIsUncordoned() {
        cluster.addNode("a", 10);
        cluster.change(ResourceTypes.NODES, "a", node -> node.withObjectProperty("spec")
                .put("unschedulable", true));
        cluster.pod("p", "");
        await(() -> message("p").contains("unschedulable"));

        cluster.change(ResourceTypes.NODES, "a", node -> node.withObjectProperty("spec")
                .remove("unschedulable"));

        await(() -> nodeOf("p").equals("a"));
        assertEquals(
                "True",
                cluster.condition(ResourceTypes.PODS, "p", "PodScheduled")
                        .path("status")
                        .asText());
    }

    @Test
    void bindsAWaitingPodWhenAnotherLeaves() {
        cluster.addNode("a", 1);
        cluster.pod("first", "");
        await(() -> nodeOf("first").equals("a"));
        cluster.pod("second", "");
        await(() -> message("second").contains("Too many pods"));

        cluster.registry.delete(
                cluster.key(ResourceTypes.PODS, "first"), DeleteOptions.plain().withGrace(0));

        await(() -> nodeOf("second").equals("a"));
    }

    @Test
    void countsRequestsAgainstWhatANodeHas() {
        cluster.addNode("a", 100);
        cluster.addNode("b", 100);
        cluster.workload(ResourceTypes.REPLICA_SETS, "web", "replicas: 100");

        await(() -> cluster.bound() == 80);
        cluster.settle();

        assertEquals(40, cluster.store.podsOn("a").size());
        assertEquals(40, cluster.store.podsOn("b").size());
    }

    @Test
    void goesOnlyWhereSelectorAndAffinityAllow() {
        cluster.addNode("a", 10);
        cluster.addNode("b", 10);
        cluster.change(ResourceTypes.NODES, "b", node -> node.withObjectProperty("metadata")
                .withObjectProperty("labels")
                .put("zone", "b"));

        cluster.pod("selected", "nodeSelector: {zone: 'b'}");
        cluster.pod("affine", affinity("operator: 'NotIn', values: ['b']"));
        cluster.pod("nowhere", affinity("operator: 'DoesNotExist'"));

        await(() -> nodeOf("selected").equals("b") && nodeOf("affine").equals("a"));
        await(() -> message("nowhere").contains("2 node(s) didn't match Pod's node affinity/selector"));
    }

    @Test
    void keepsPodsApartThatMustNotShareANode() {
        cluster.addNode("a", 10);
        cluster.addNode("b", 10);
        String apart = "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector:"
                + " {matchLabels: {app: 'single'}}, topologyKey: 'kubernetes.io/hostname'}]}}";

        cluster.pod("first", apart);
        cluster.pod("second", apart);
        await(() -> cluster.bound() == 2);
        cluster.pod("third", apart);

        await(() -> message("third").contains("2 node(s) didn't match pod anti-affinity rules"));
        assertFalse(nodeOf("first").equals(nodeOf("second")));
    }

    @Test
    void leavesPodsOfOtherSchedulersAlone() {
        cluster.addNode("a", 10);
        cluster.pod("other", "schedulerName: 'mine'");
        cluster.pod("own", "");

        await(() -> nodeOf("own").equals("a"));
        assertEquals("", nodeOf("other"));
    }

    private static String affinity(String expression) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                + " [{matchExpressions: [{key: 'zone', " + expression + "}]}]}}}";
    }
}
