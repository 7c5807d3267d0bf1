package io.github.evenkeel.preflight;

import io.github.evenkeel.KubernetesVersion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;

/**
 * A node that is to be replaced.
 *
 * @param pool it belongs to, as it was when it was looked at
 * @param member the instance
 * @param node what it joined the cluster as
 * @param version that its replacement shall have
 */
public record NodeTarget(NodePool pool, PoolNode member, ClusterNode node, KubernetesVersion version) {
    public String instanceId() {
        return String.valueOf(member.instanceId());
    }

    public String address() {
        return String.valueOf(member.privateIp());
    }

    @Override
    public String toString() {
        return "node " + node.name();
    }
}
