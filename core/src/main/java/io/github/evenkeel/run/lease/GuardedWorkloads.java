package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Workloads that accept changes only while the run holds the lock; reads renew the lock. */
public record GuardedWorkloads(Workloads workloads, LeaseGuard lease) implements Workloads {
    @Override
    public Optional<String> endpoint() {
        return workloads.endpoint();
    }

    @Override
    public Optional<Instant> time() {
        lease.renewIfDue();
        return workloads.time();
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        lease.renewIfDue();
        return workloads.missingPermissions(purpose);
    }

    @Override
    public List<ClusterNode> nodes() {
        lease.renewIfDue();
        return workloads.nodes();
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        lease.renewIfDue();
        return workloads.node(name);
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        lease.renewIfDue();
        return workloads.nodeOf(member);
    }

    @Override
    public List<Pod> pods() {
        lease.renewIfDue();
        return workloads.pods();
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        lease.renewIfDue();
        return workloads.podsOn(nodeName);
    }

    @Override
    public List<DisruptionBudget> budgets() {
        lease.renewIfDue();
        return workloads.budgets();
    }

    @Override
    public Optional<List<DeprecatedApi>> deprecatedApis() {
        lease.renewIfDue();
        return workloads.deprecatedApis();
    }

    @Override
    public List<DaemonSet> daemonSets() {
        lease.renewIfDue();
        return workloads.daemonSets();
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        lease.renewIfDue();
        return workloads.serviceAddresses();
    }

    @Override
    public Set<String> localClaims() {
        lease.renewIfDue();
        return workloads.localClaims();
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        lease.renewIfDue();
        return workloads.volumesAttachedTo(nodeName);
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        lease.require("cordon node " + node.name());
        workloads.cordon(node, owner);
    }

    @Override
    public void uncordon(ClusterNode node) {
        lease.require("uncordon node " + node.name());
        workloads.uncordon(node);
    }

    @Override
    public Optional<String> uncordonCliCommand(String nodeName) {
        return workloads.uncordonCliCommand(nodeName);
    }

    @Override
    public void disableScaleDown(ClusterNode node, String owner) {
        lease.require("keep the autoscaler from removing node " + node.name());
        workloads.disableScaleDown(node, owner);
    }

    @Override
    public void enableScaleDown(ClusterNode node) {
        lease.require("let the autoscaler remove node " + node.name());
        workloads.enableScaleDown(node);
    }

    @Override
    public void excludeFromLoadBalancers(ClusterNode node, String owner) {
        lease.require("exclude node " + node.name() + " from load balancers");
        workloads.excludeFromLoadBalancers(node, owner);
    }

    @Override
    public void includeInLoadBalancers(ClusterNode node) {
        lease.require("include node " + node.name() + " in load balancers again");
        workloads.includeInLoadBalancers(node);
    }

    @Override
    public Optional<String> includeCliCommand(String nodeName) {
        return workloads.includeCliCommand(nodeName);
    }

    @Override
    public void addTaint(ClusterNode node, Taint taint) {
        lease.require("taint node " + node.name());
        workloads.addTaint(node, taint);
    }

    @Override
    public void removeTaint(ClusterNode node, Taint taint) {
        lease.require("remove a taint of node " + node.name());
        workloads.removeTaint(node, taint);
    }

    @Override
    public Optional<String> removeTaintCliCommand(String nodeName, Taint taint) {
        return workloads.removeTaintCliCommand(nodeName, taint);
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        lease.require("evict pod " + pod.path());
        return workloads.evict(pod);
    }

    @Override
    public void delete(Pod pod) {
        lease.require("delete pod " + pod.path());
        workloads.delete(pod);
    }

    @Override
    public EvictionAnswer dryRunEviction(Pod pod) {
        lease.renewIfDue();
        return workloads.dryRunEviction(pod);
    }

    @Override
    public List<Deployment> deploymentsOf(List<Pod> pods) {
        lease.renewIfDue();
        return workloads.deploymentsOf(pods);
    }

    @Override
    public List<Pod> servingPods(Deployment deployment) {
        lease.renewIfDue();
        return workloads.servingPods(deployment);
    }

    @Override
    public void restart(Deployment deployment, Pod leaving) {
        lease.require("restart Deployment " + deployment.path());
        workloads.restart(deployment, leaving);
    }

    @Override
    public NodeWatch watchNode(String nodeName, Runnable onChange) {
        lease.renewIfDue();
        return workloads.watchNode(nodeName, onChange);
    }
}
