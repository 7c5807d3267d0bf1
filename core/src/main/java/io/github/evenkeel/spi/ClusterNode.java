package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a node by Kubernetes; {@link PoolNode} is the same node by the provider.
 *
 * @param uid identity; a node that was deleted and created again under its name has another
 * @param name of the node
 * @param revision opaque; differs after every change of the node
 * @param instanceId of its machine, from the provider ID; null if the node has none
 * @param addresses all of them, in the order of Kubernetes
 * @param origin what created its machine
 * @param version of the kubelet; null until the kubelet reports it
 * @param conditions by type, such as {@code Ready}
 * @param cordon whether it is cordoned, and by which owner
 * @param allocatable what its pods may request in all
 * @param labels all of them
 * @param taints all of them
 */
public record ClusterNode(
        String uid,
        String name,
        String revision,
        @Nullable String instanceId,
        List<NodeAddress> addresses,
        Origin origin,
        @Nullable KubernetesVersion version,
        Map<String, Condition> conditions,
        Cordon cordon,
        Resources allocatable,
        Map<String, String> labels,
        List<Taint> taints) {
    /**
     * Origin of a node's machine.
     *
     * @param kind by the node's labels
     * @param poolId identity of the node pool for the provider; null if no label names one
     */
    public record Origin(Kind kind, @Nullable String poolId) {
        /** Origin of a node without such labels. */
        public static final Origin UNKNOWN = new Origin(Kind.UNKNOWN, null);

        /** What manages the machine. */
        public enum Kind {
            /** A node pool of the provider. */
            MANAGED,
            /** Its user, who created it and joined it to the cluster. */
            SELF_MANAGED,
            /** The provider: there is no machine, and the node follows the control plane's version. */
            VIRTUAL,
            /** Unknown: the node has no label for it. */
            UNKNOWN
        }

        /** Whether a node pool created it. */
        public boolean managed() {
            return kind == Kind.MANAGED;
        }
    }

    /** Status of a condition. */
    public enum Condition {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** The node controller has had no report from the node for a while. */
        UNKNOWN
    }

    /**
     * Cordon of a node.
     *
     * @param on whether the node is unschedulable
     * @param owner run or tool in the mark on the node; null if it has none
     */
    public record Cordon(boolean on, @Nullable String owner) {
        /** No cordon: the node accepts new pods. */
        public static final Cordon NONE = new Cordon(false, null);
    }

    /** Describes a node without labels and taints. */
    public ClusterNode(
            String uid,
            String name,
            String revision,
            @Nullable String instanceId,
            List<NodeAddress> addresses,
            Origin origin,
            @Nullable KubernetesVersion version,
            Map<String, Condition> conditions,
            Cordon cordon,
            Resources allocatable) {
        this(
                uid,
                name,
                revision,
                instanceId,
                addresses,
                origin,
                version,
                conditions,
                cordon,
                allocatable,
                Map.of(),
                List.of());
    }

    /** Copies the collections. */
    public ClusterNode {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        addresses = List.copyOf(addresses);
        conditions = Map.copyOf(conditions);
    }

    /** Whether it has that address, of any type. */
    public boolean has(String address) {
        return addresses.stream().anyMatch(its -> its.value().equals(address));
    }

    /** Whether its condition Ready is true; unknown is not ready. */
    public boolean ready() {
        return conditions.get("Ready") == Condition.TRUE;
    }

    /** Conditions that make the node unfit for more pods, by name: pressure of any kind, no network, not ready. */
    public List<String> troubles() {
        return conditions.entrySet().stream()
                .filter(condition -> condition.getKey().equals("Ready")
                        ? condition.getValue() != Condition.TRUE
                        : PRESSURES.contains(condition.getKey()) && condition.getValue() == Condition.TRUE)
                .map(condition -> condition.getKey() + "=" + condition.getValue())
                .sorted()
                .toList();
    }

    private static final Set<String> PRESSURES =
            Set.of("NetworkUnavailable", "MemoryPressure", "DiskPressure", "PIDPressure");
}
