package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Objects;
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
 * @param image that new nodes get; empty if the pool's image is of a kind that this library does not know
 * @param cycling what the service does with the nodes after a change of the pool
 * @param nodes all that the service lists, deleted ones too
 * @param revision opaque; differs after every change of the pool. Empty if the service has none
 */
public record NodePool(
        String id,
        String name,
        KubernetesVersion version,
        Lifecycle lifecycle,
        int size,
        Optional<NodeImage> image,
        NodeCycling cycling,
        List<PoolNode> nodes,
        Optional<String> revision) {
    /** Copies the list. */
    @MadeByBuilder
    public NodePool {
        nodes = List.copyOf(nodes);
    }

    /** The node of that instance, if the pool lists it. */
    public Optional<PoolNode> node(String instanceId) {
        return nodes.stream().filter(node -> node.hasInstance(instanceId)).findFirst();
    }

    /** The nodes that have a machine which is not being deleted. */
    public List<PoolNode> machines() {
        return nodes.stream().filter(PoolNode::isMachine).toList();
    }

    /** The nodes that have no machine, and may never get one. */
    public List<PoolNode> placeholders() {
        return nodes.stream().filter(PoolNode::isPlaceholder).toList();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param id identity for the service
     * @param name what people call it
     * @param version that new nodes of the pool get
     */
    public static Builder builder(String id, String name, KubernetesVersion version) {
        return new Builder(id, name, version);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, name, version);
        builder.lifecycle = lifecycle;
        builder.size = size;
        builder.image = image;
        builder.cycling = cycling;
        builder.nodes = nodes;
        builder.revision = revision;
        return builder;
    }

    /** Makes a {@link NodePool}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String id;
        private String name;
        private KubernetesVersion version;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private int size;
        private Optional<NodeImage> image = Optional.empty();
        private NodeCycling cycling = NodeCycling.OFF;
        private List<PoolNode> nodes = List.of();
        private Optional<String> revision = Optional.empty();

        private Builder(String id, String name, KubernetesVersion version) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = Objects.requireNonNull(name, "name");
            this.version = Objects.requireNonNull(version, "version");
        }

        /** See {@link NodePool#id()}. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** See {@link NodePool#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link NodePool#version()}. */
        public Builder version(KubernetesVersion version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /** See {@link NodePool#lifecycle()}; by default {@link Lifecycle#ACTIVE}. */
        public Builder lifecycle(Lifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** See {@link NodePool#size()}; by default 0. */
        public Builder size(int size) {
            this.size = size;
            return this;
        }

        /** See {@link NodePool#image()}; by default, and for null, none. */
        public Builder image(@Nullable NodeImage image) {
            this.image = Optional.ofNullable(image);
            return this;
        }

        /** See {@link NodePool#cycling()}; by default {@link NodeCycling#OFF}. */
        public Builder cycling(NodeCycling cycling) {
            this.cycling = Objects.requireNonNull(cycling, "cycling");
            return this;
        }

        /** See {@link NodePool#nodes()}; by default none. */
        public Builder nodes(List<PoolNode> nodes) {
            this.nodes = Objects.requireNonNull(nodes, "nodes");
            return this;
        }

        /** See {@link NodePool#revision()}; by default, and for null, none. */
        public Builder revision(@Nullable String revision) {
            this.revision = Optional.ofNullable(revision);
            return this;
        }

        /** Makes it. */
        public NodePool build() {
            return new NodePool(id, name, version, lifecycle, size, image, cycling, nodes, revision);
        }
    }
}
