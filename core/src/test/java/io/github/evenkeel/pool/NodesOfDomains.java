package io.github.evenkeel.pool;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;

/** Old nodes of one pool, and new ones, that differ in their availability domains. */
final class NodesOfDomains {
    static final KubernetesVersion VERSION = KubernetesVersion.parse("v1.33.1");

    private NodesOfDomains() {}

    static PoolNode instance(String domain) {
        return PoolNode.builder("new in " + domain)
                .instanceId("instance in " + domain)
                .availabilityDomain(domain)
                .build();
    }

    static NodeState node(String name, String domain) {
        return NodeState.planned(
                new NodeIdentity(name, "uid of " + name),
                "instance of " + name,
                new NodeAddresses("10.0.10.1", List.of()),
                domain,
                null,
                "pool",
                "pool",
                VERSION);
    }
}
