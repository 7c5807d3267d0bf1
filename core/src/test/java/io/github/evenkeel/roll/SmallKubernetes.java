package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The Kubernetes side of a {@link SmallWorld}. */
final class SmallKubernetes implements Workloads {
    private final SmallWorld world;

    SmallKubernetes(SmallWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Instant> time() {
        world.call("read time");
        return Optional.ofNullable(world.time);
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        return List.of();
    }

    @Override
    public List<ClusterNode> nodes() {
        world.call("read nodes");
        return List.copyOf(world.nodes.values());
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        world.call("read node");
        return Optional.ofNullable(world.nodes.get(name));
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        world.call("find node");
        return world.nodes.values().stream()
                .filter(node -> Objects.equals(node.instanceId(), member.instanceId()))
                .findFirst();
    }

    @Override
    public List<Pod> pods() {
        world.call("read pods");
        return List.copyOf(world.pods.values());
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        return pods().stream()
                .filter(pod -> pod.nodeName().filter(nodeName::equals).isPresent())
                .toList();
    }

    @Override
    public List<DisruptionBudget> budgets() {
        world.call("read budgets");
        int healthy = (int) world.pods.values().stream()
                .filter(pod -> pod.name().startsWith("web"))
                .count();
        return List.of(
                world.budgetLetsGo
                        ? Pods.budget("pdb", healthy, healthy - 1, 1)
                        : Pods.budget("pdb", healthy, healthy, 0));
    }

    @Override
    public List<DaemonSet> daemonSets() {
        world.call("read DaemonSets");
        return List.of(new DaemonSet("uid-of-proxy", "kube-system", "proxy"));
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        world.call("read Services");
        return world.controller.services();
    }

    @Override
    public Set<String> localClaims() {
        return Set.of();
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        world.call("read volumes");
        return List.of();
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        world.call("cordon");
        world.log.add("cordon " + node.name());
        set(node, Cordon.by(owner));
        world.answer("cordon");
    }

    @Override
    public void uncordon(ClusterNode node) {
        world.call("uncordon");
        world.log.add("uncordon " + node.name());
        set(node, Cordon.NONE);
        world.answer("uncordon");
    }

    private void set(ClusterNode node, Cordon cordon) {
        world.nodes.put(node.name(), node.toBuilder().cordon(cordon).build());
    }

    @Override
    public void disableScaleDown(ClusterNode node, String owner) {
        world.call("disable scale-down");
        if (node.scaleDown().annotation().isEmpty()) {
            set(node, ScaleDown.disabledBy(owner));
        }
        world.answer("disable scale-down");
    }

    @Override
    public void enableScaleDown(ClusterNode node) {
        world.call("enable scale-down");
        if (node.scaleDown().owner().isPresent()) {
            set(node, ScaleDown.ALLOWED);
        }
        world.answer("enable scale-down");
    }

    private void set(ClusterNode node, ScaleDown scaleDown) {
        world.nodes.put(node.name(), node.toBuilder().scaleDown(scaleDown).build());
    }

    @Override
    public void excludeFromLoadBalancers(ClusterNode node, String owner) {
        world.call("exclude");
        world.log.add("exclude " + node.name());
        set(node, BalancerExclusion.by(owner));
        world.answer("exclude");
    }

    @Override
    public void includeInLoadBalancers(ClusterNode node) {
        world.call("include");
        world.log.add("include " + node.name());
        set(node, BalancerExclusion.NONE);
        world.answer("include");
    }

    @Override
    public Optional<String> includeCliCommand(String nodeName) {
        return Optional.of("include " + nodeName);
    }

    private void set(ClusterNode node, BalancerExclusion exclusion) {
        world.nodes.put(node.name(), node.toBuilder().exclusion(exclusion).build());
        world.controller.nodesChanged();
    }

    @Override
    public void addTaint(ClusterNode node, Taint taint) {
        world.call("taint");
        world.log.add("taint " + node.name());
        List<Taint> taints = new ArrayList<>(node.taints());
        taints.add(taint);
        set(node, taints);
        world.answer("taint");
    }

    @Override
    public void removeTaint(ClusterNode node, Taint taint) {
        world.call("untaint");
        set(node, node.taints().stream().filter(its -> !its.equals(taint)).toList());
        world.answer("untaint");
    }

    @Override
    public Optional<String> removeTaintCliCommand(String nodeName, Taint taint) {
        return Optional.of("untaint " + nodeName);
    }

    private void set(ClusterNode node, List<Taint> taints) {
        world.nodes.put(node.name(), node.toBuilder().taints(taints).build());
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        world.call("evict");
        world.log.add("evict " + pod.name());
        assertThat(node(pod.nodeName().orElseThrow()).orElseThrow().cordon().on())
                .isTrue();
        world.pods.put(pod.name(), Pods.leaving(pod));
        if (world.podsLeave && !world.stuckPods.contains(pod.name())) {
            world.later(20, () -> world.pods.remove(pod.name()));
        }
        world.answer("evict");
        return EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED);
    }

    @Override
    public void delete(Pod pod) {
        throw new AssertionError("not asked for");
    }

    @Override
    public EvictionAnswer dryRunEviction(Pod pod) {
        world.call("try eviction");
        return EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED);
    }

    @Override
    public NodeWatch watchNode(String nodeName, Runnable onChange) {
        world.call("follow");
        return new NodeWatch() {
            @Override
            public List<Pod> pods() {
                return podsOn(nodeName);
            }

            @Override
            public List<DisruptionBudget> budgets() {
                return SmallKubernetes.this.budgets();
            }

            @Override
            public void close() {}
        };
    }
}
