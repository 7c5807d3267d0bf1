package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of an instance of a node pool by the provider; {@link ClusterNode} is the same node by
 * Kubernetes.
 *
 * @param instanceId identity of the instance; empty while the pool could not create one, see {@code fault}
 * @param name of the service
 * @param version it was created with; empty while unknown
 * @param privateIp address in the cluster's network; empty until it has one
 * @param availabilityDomain of the instance; empty while unknown
 * @param faultDomain of the instance, within its availability domain; empty while unknown
 * @param lifecycle of the instance
 * @param fault why the service could not create or keep it; empty if it could
 */
public record PoolNode(
        Optional<String> instanceId,
        String name,
        Optional<KubernetesVersion> version,
        Optional<String> privateIp,
        Optional<String> availabilityDomain,
        Optional<String> faultDomain,
        Lifecycle lifecycle,
        Optional<NodeFault> fault) {
    /** Refuses null. */
    @MadeByBuilder
    public PoolNode {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(privateIp, "privateIp");
        Objects.requireNonNull(availabilityDomain, "availabilityDomain");
        Objects.requireNonNull(faultDomain, "faultDomain");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(fault, "fault");
    }

    /** Whether it is that instance. */
    public boolean hasInstance(String id) {
        return instanceId.filter(id::equals).isPresent();
    }

    /** Whether the instance exists or is being created, and is not being deleted. */
    public boolean remains() {
        return lifecycle != Lifecycle.DELETING && lifecycle != Lifecycle.DELETED;
    }

    /**
     * Whether it stands for a node that has no machine: the service has not created the machine yet, or could not, see
     * {@link #fault()}. It may become a node later, also after a fault. No call deletes it; it goes when the size of
     * the pool is lowered, see {@link ManagedCluster#removePlaceholders}.
     */
    public boolean isPlaceholder() {
        return instanceId.isEmpty() && remains();
    }

    /** Whether it has a machine that is not being deleted. */
    public boolean isMachine() {
        return instanceId.isPresent() && remains();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param name what the service calls it
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.instanceId = instanceId;
        builder.version = version;
        builder.privateIp = privateIp;
        builder.availabilityDomain = availabilityDomain;
        builder.faultDomain = faultDomain;
        builder.lifecycle = lifecycle;
        builder.fault = fault;
        return builder;
    }

    /** Makes a {@link PoolNode}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String name;
        private Optional<String> instanceId = Optional.empty();
        private Optional<KubernetesVersion> version = Optional.empty();
        private Optional<String> privateIp = Optional.empty();
        private Optional<String> availabilityDomain = Optional.empty();
        private Optional<String> faultDomain = Optional.empty();
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private Optional<NodeFault> fault = Optional.empty();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link PoolNode#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link PoolNode#instanceId()}; by default, and for null, none. */
        public Builder instanceId(@Nullable String instanceId) {
            this.instanceId = Optional.ofNullable(instanceId);
            return this;
        }

        /** See {@link PoolNode#version()}; by default, and for null, none. */
        public Builder version(@Nullable KubernetesVersion version) {
            this.version = Optional.ofNullable(version);
            return this;
        }

        /** See {@link PoolNode#privateIp()}; by default, and for null, none. */
        public Builder privateIp(@Nullable String privateIp) {
            this.privateIp = Optional.ofNullable(privateIp);
            return this;
        }

        /** See {@link PoolNode#availabilityDomain()}; by default, and for null, none. */
        public Builder availabilityDomain(@Nullable String availabilityDomain) {
            this.availabilityDomain = Optional.ofNullable(availabilityDomain);
            return this;
        }

        /** See {@link PoolNode#faultDomain()}; by default, and for null, none. */
        public Builder faultDomain(@Nullable String faultDomain) {
            this.faultDomain = Optional.ofNullable(faultDomain);
            return this;
        }

        /** See {@link PoolNode#lifecycle()}; by default {@link Lifecycle#ACTIVE}. */
        public Builder lifecycle(Lifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** See {@link PoolNode#fault()}; by default, and for null, none. */
        public Builder fault(@Nullable NodeFault fault) {
            this.fault = Optional.ofNullable(fault);
            return this;
        }

        /** Makes it. */
        public PoolNode build() {
            return new PoolNode(
                    instanceId, name, version, privateIp, availabilityDomain, faultDomain, lifecycle, fault);
        }
    }
}
