package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.Objects;
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
        builder.lifecycle = lifecycle;
        builder.fault = fault;
        return builder;
    }

    /** Makes a {@link PoolNode}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String name;
        private @Nullable String instanceId;
        private @Nullable KubernetesVersion version;
        private @Nullable String privateIp;
        private @Nullable String availabilityDomain;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private @Nullable NodeFault fault;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link PoolNode#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link PoolNode#instanceId()}; by default none. */
        public Builder instanceId(@Nullable String instanceId) {
            this.instanceId = instanceId;
            return this;
        }

        /** See {@link PoolNode#version()}; by default none. */
        public Builder version(@Nullable KubernetesVersion version) {
            this.version = version;
            return this;
        }

        /** See {@link PoolNode#privateIp()}; by default none. */
        public Builder privateIp(@Nullable String privateIp) {
            this.privateIp = privateIp;
            return this;
        }

        /** See {@link PoolNode#availabilityDomain()}; by default none. */
        public Builder availabilityDomain(@Nullable String availabilityDomain) {
            this.availabilityDomain = availabilityDomain;
            return this;
        }

        /** See {@link PoolNode#lifecycle()}; by default {@link Lifecycle#ACTIVE}. */
        public Builder lifecycle(Lifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** See {@link PoolNode#fault()}; by default none. */
        public Builder fault(@Nullable NodeFault fault) {
            this.fault = fault;
            return this;
        }

        /** Makes it. */
        public PoolNode build() {
            return new PoolNode(instanceId, name, version, privateIp, availabilityDomain, lifecycle, fault);
        }
    }
}
