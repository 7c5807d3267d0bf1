package io.github.evenkeel.spi;

import java.util.Map;
import java.util.Objects;

/**
 * Immutable pair of a Service of type LoadBalancer and one of its addresses; a Service with several addresses has one
 * each.
 *
 * @param namespace of the Service
 * @param name of the Service
 * @param address of the load balancer that a controller manages for it; empty as long as its status has none
 * @param uid of the Service, which a controller may use to name the load balancer; empty if it is not known
 * @param healthCheckPort port at which each node reports whether it has a pod of the Service (the health check node
 *     port of its spec); zero if it has none
 * @param nodePorts node port by port of the Service; ports without a node port are left out
 * @param nodeSelector label selector, as Kubernetes writes it, of the nodes that a controller chooses for the load
 *     balancer; empty if it chooses among all
 * @param balancerType kind of load balancer that the Service asks for, in the words of its annotation, such as
 *     {@code nlb}; empty for the default
 * @param loadBalancerClass implementation of load balancers that the Service names by {@code spec.loadBalancerClass};
 *     empty for the default one, the cloud provider's. The default one <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class">ignores</a> a Service
 *     that names another
 */
public record ServiceAddress(
        String namespace,
        String name,
        String address,
        String uid,
        int healthCheckPort,
        Map<Integer, Integer> nodePorts,
        String nodeSelector,
        String balancerType,
        String loadBalancerClass) {
    /** Copies the map. */
    @MadeByBuilder
    public ServiceAddress {
        nodePorts = Map.copyOf(nodePorts);
    }

    /** The Service, by namespace and name. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether the cloud provider's controller keeps its load balancer: it names no other implementation. */
    public boolean isOfProvider() {
        return loadBalancerClass.isEmpty();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param namespace of the Service
     * @param name of the Service
     */
    public static Builder builder(String namespace, String name) {
        return new Builder(namespace, name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(namespace, name);
        builder.address = address;
        builder.uid = uid;
        builder.healthCheckPort = healthCheckPort;
        builder.nodePorts = nodePorts;
        builder.nodeSelector = nodeSelector;
        builder.balancerType = balancerType;
        builder.loadBalancerClass = loadBalancerClass;
        return builder;
    }

    /** Makes a {@link ServiceAddress}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String namespace;
        private String name;
        private String address = "";
        private String uid = "";
        private int healthCheckPort;
        private Map<Integer, Integer> nodePorts = Map.of();
        private String nodeSelector = "";
        private String balancerType = "";
        private String loadBalancerClass = "";

        private Builder(String namespace, String name) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link ServiceAddress#namespace()}. */
        public Builder namespace(String namespace) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            return this;
        }

        /** See {@link ServiceAddress#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link ServiceAddress#address()}; by default empty. */
        public Builder address(String address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /** See {@link ServiceAddress#uid()}; by default empty. */
        public Builder uid(String uid) {
            this.uid = Objects.requireNonNull(uid, "uid");
            return this;
        }

        /** See {@link ServiceAddress#healthCheckPort()}; by default 0. */
        public Builder healthCheckPort(int healthCheckPort) {
            this.healthCheckPort = healthCheckPort;
            return this;
        }

        /** See {@link ServiceAddress#nodePorts()}; by default none. */
        public Builder nodePorts(Map<Integer, Integer> nodePorts) {
            this.nodePorts = Objects.requireNonNull(nodePorts, "nodePorts");
            return this;
        }

        /** See {@link ServiceAddress#nodeSelector()}; by default empty. */
        public Builder nodeSelector(String nodeSelector) {
            this.nodeSelector = Objects.requireNonNull(nodeSelector, "nodeSelector");
            return this;
        }

        /** See {@link ServiceAddress#balancerType()}; by default empty. */
        public Builder balancerType(String balancerType) {
            this.balancerType = Objects.requireNonNull(balancerType, "balancerType");
            return this;
        }

        /** See {@link ServiceAddress#loadBalancerClass()}; by default empty. */
        public Builder loadBalancerClass(String loadBalancerClass) {
            this.loadBalancerClass = Objects.requireNonNull(loadBalancerClass, "loadBalancerClass");
            return this;
        }

        /** Makes it. */
        public ServiceAddress build() {
            return new ServiceAddress(
                    namespace,
                    name,
                    address,
                    uid,
                    healthCheckPort,
                    nodePorts,
                    nodeSelector,
                    balancerType,
                    loadBalancerClass);
        }
    }
}
