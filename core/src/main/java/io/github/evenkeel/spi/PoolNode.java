package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a node pool, as the provider sees it; {@link ClusterNode} is the same thing as Kubernetes sees it.
 *
 * @param instanceId identity of the instance; null while the pool could not make one, see {@code fault}
 * @param name what the service calls it
 * @param version it was made with; null while unknown
 * @param privateIp address in the cluster's network; null until it has one
 * @param availabilityDomain where it stands; null while unknown
 * @param lifecycle whether it is being made, there, or going
 * @param fault why the service could not make it or keep it; null if all is well
 */
public record PoolNode(
        @Nullable String instanceId,
        String name,
        @Nullable KubernetesVersion version,
        @Nullable String privateIp,
        @Nullable String availabilityDomain,
        Lifecycle lifecycle,
        @Nullable NodeFault fault) {
    /** The instance is there, or coming, and not on its way out. */
    public boolean remains() {
        return lifecycle != Lifecycle.DELETING && lifecycle != Lifecycle.DELETED;
    }
}
