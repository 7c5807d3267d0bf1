package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of an instance of a node pool by the provider; {@link ClusterNode} is the same node by
 * Kubernetes.
 *
 * @param instanceId identity of the instance; null while the pool could not create one, see {@code fault}
 * @param name of the service
 * @param version it was created with; null while unknown
 * @param privateIp address in the cluster's network; null until it has one
 * @param availabilityDomain of the instance; null while unknown
 * @param lifecycle of the instance
 * @param fault why the service could not create or keep it; null if it could
 */
public record PoolNode(
        @Nullable String instanceId,
        String name,
        @Nullable KubernetesVersion version,
        @Nullable String privateIp,
        @Nullable String availabilityDomain,
        Lifecycle lifecycle,
        @Nullable NodeFault fault) {
    /** Whether the instance exists or is being created, and is not being deleted. */
    public boolean remains() {
        return lifecycle != Lifecycle.DELETING && lifecycle != Lifecycle.DELETED;
    }
}
