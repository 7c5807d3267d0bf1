package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outdated nodes of a cluster, for the tests of rollouts. */
public final class Targets {
    private static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    private static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<PoolNode>> members = new LinkedHashMap<>();
    private final Map<String, ClusterNode> nodes = new LinkedHashMap<>();
    private String ownNode = "";

    /** Adds a node; pools have names in alphabetical order. */
    public Targets node(String pool, String name, String domain, String faultDomain) {
        return node(pool, name, domain, faultDomain, 0, Map.of());
    }

    Targets node(String pool, String name, int age, Map<String, String> labels) {
        return node(pool, name, "AD-1", "FD-1", age, labels);
    }

    private Targets node(
            String pool, String name, String domain, String faultDomain, int age, Map<String, String> labels) {
        members.computeIfAbsent(pool, absent -> new ArrayList<>())
                .add(PoolNode.builder(name)
                        .instanceId("instance-" + name)
                        .version(OLD)
                        .privateIp(name)
                        .availabilityDomain(domain.isEmpty() ? null : domain)
                        .faultDomain(faultDomain.isEmpty() ? null : faultDomain)
                        .build());
        nodes.put(
                name,
                ClusterNode.builder("uid-" + name, name)
                        .instanceId("instance-" + name)
                        .created(age == 0 ? null : BEGIN.minusSeconds(age))
                        .addresses(List.of(NodeAddress.internal(name)))
                        .version(OLD)
                        .labels(labels)
                        .build());
        return this;
    }

    private List<NodePool> pools() {
        return members.entrySet().stream()
                .map(pool -> NodePool.builder("ocid-" + pool.getKey(), pool.getKey(), NEW)
                        .size(pool.getValue().size())
                        .nodes(pool.getValue())
                        .build())
                .toList();
    }

    private List<NodeTarget> targets() {
        return pools().stream()
                .flatMap(pool -> pool.nodes().stream()
                        .flatMap(member -> Optional.ofNullable(nodes.get(member.name())).stream()
                                .map(node ->
                                        new NodeTarget(pool, member, node, NEW, Optional.empty(), ownPodOn(node)))))
                .toList();
    }

    private Optional<Pod> ownPodOn(ClusterNode node) {
        return node.name().equals(ownNode)
                ? Optional.of(Pods.of("evenkeel-1", Pods.owner("Job", "evenkeel")))
                : Optional.empty();
    }

    /** The run's own pod is on that node. */
    Targets ownPodOn(String name) {
        ownNode = name;
        return this;
    }

    /** The outdated nodes in the order of the rollout. */
    public List<NodeTarget> inOrder(Rollout rollout) {
        return RolloutDecision.of(rollout, pools(), targets(), Optional.empty()).nodes();
    }

    /** What is decided at the beginning. */
    public RolloutPlan plan(Rollout rollout) {
        return RolloutDecision.of(rollout, pools(), targets(), Optional.empty()).plan();
    }

    RolloutDecision goingOn(Rollout rollout, WavesEntry decided) {
        return RolloutDecision.of(rollout, pools(), targets(), Optional.of(decided));
    }

    /** What is decided by a process that goes on, whose own pod is on that node. */
    public RolloutPlan goingOn(Rollout rollout, String ownNode) {
        WavesEntry decided = plan(rollout).entry();
        return ownPodOn(ownNode).goingOn(rollout, decided).plan();
    }

    /** The node is replaced: its pool has another one in its place, which is not outdated. */
    Targets done(String name) {
        nodes.remove(name);
        return this;
    }
}
