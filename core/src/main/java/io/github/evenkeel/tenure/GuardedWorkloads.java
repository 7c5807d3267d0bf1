package io.github.evenkeel.tenure;

import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.NodeView;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Workloads that are changed only within the run's tenure; what reads it keeps that up. */
public record GuardedWorkloads(Workloads workloads, Tenure tenure) implements Workloads {
    @Override
    public Optional<String> endpoint() {
        return workloads.endpoint();
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        tenure.renewIfDue();
        return workloads.missingPermissions(purpose);
    }

    @Override
    public List<ClusterNode> nodes() {
        tenure.renewIfDue();
        return workloads.nodes();
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        tenure.renewIfDue();
        return workloads.node(name);
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        tenure.renewIfDue();
        return workloads.nodeOf(member);
    }

    @Override
    public List<Pod> pods() {
        tenure.renewIfDue();
        return workloads.pods();
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        tenure.renewIfDue();
        return workloads.podsOn(nodeName);
    }

    @Override
    public List<DisruptionBudget> budgets() {
        tenure.renewIfDue();
        return workloads.budgets();
    }

    @Override
    public List<DaemonSet> daemonSets() {
        tenure.renewIfDue();
        return workloads.daemonSets();
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        tenure.renewIfDue();
        return workloads.serviceAddresses();
    }

    @Override
    public Set<String> localClaims() {
        tenure.renewIfDue();
        return workloads.localClaims();
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        tenure.renewIfDue();
        return workloads.volumesAttachedTo(nodeName);
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        tenure.require("cordon node " + node.name());
        workloads.cordon(node, owner);
    }

    @Override
    public void uncordon(ClusterNode node) {
        tenure.require("uncordon node " + node.name());
        workloads.uncordon(node);
    }

    @Override
    public Optional<String> uncordonByHand(String nodeName) {
        return workloads.uncordonByHand(nodeName);
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        tenure.require("evict pod " + pod.path());
        return workloads.evict(pod);
    }

    @Override
    public void delete(Pod pod) {
        tenure.require("delete pod " + pod.path());
        workloads.delete(pod);
    }

    @Override
    public EvictionAnswer tryEviction(Pod pod) {
        tenure.renewIfDue();
        return workloads.tryEviction(pod);
    }

    @Override
    public NodeView follow(String nodeName, Runnable onChange) {
        tenure.renewIfDue();
        return workloads.follow(nodeName, onChange);
    }
}
