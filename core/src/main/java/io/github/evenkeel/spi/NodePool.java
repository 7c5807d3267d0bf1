package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a node pool with its instances.
 *
 * @param id identity for the service
 * @param name display name
 * @param version that new nodes of the pool get
 * @param lifecycle whether it accepts changes now
 * @param size how many nodes it should have
 * @param image that new nodes get; null if the pool's image is of a kind that this library does not know
 * @param cycling what the service does with the nodes after a change of the pool
 * @param nodes all that the service lists, deleted ones too
 * @param revision opaque; differs after every change of the pool. Null if the service has none
 */
public record NodePool(
        String id,
        String name,
        KubernetesVersion version,
        Lifecycle lifecycle,
        int size,
        @Nullable NodeImage image,
        NodeCycling cycling,
        List<PoolNode> nodes,
        @Nullable String revision) {
    /** Copies the list. */
    public NodePool {
        nodes = List.copyOf(nodes);
    }

    /** The node of that instance, if the pool lists it. */
    public Optional<PoolNode> node(String instanceId) {
        return nodes.stream()
                .filter(node -> instanceId.equals(node.instanceId()))
                .findFirst();
    }
}
