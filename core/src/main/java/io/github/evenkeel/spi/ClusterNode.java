package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node as Kubernetes sees it; {@link PoolNode} is the same thing as the provider sees it.
 *
 * @param uid identity; a node that left and came back under its name has another
 * @param name of the node
 * @param revision opaque; changes with every change of the node
 * @param instanceId of the machine below, from the provider ID; null if the node has none
 * @param addresses all that it has, in the order of Kubernetes; none until it has one
 * @param origin who made its machine
 * @param version of the kubelet; null until it is told
 * @param conditions by type, such as {@code Ready}
 * @param cordon whether new pods are kept off, and who sees to it
 * @param allocatable what its pods may ask for in all
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
     * Who made the machine of a node.
     *
     * @param kind as the node's labels say
     * @param poolId identity of the node pool for the provider; null if the node does not tell one
     */
    public record Origin(Kind kind, @Nullable String poolId) {
        /** What a node without any sign has. */
        public static final Origin UNKNOWN = new Origin(Kind.UNKNOWN, null);

        /** Who sees to the machine. */
        public enum Kind {
            /** A node pool of the provider. */
            MANAGED,
            /** Its owner, who made it and had it join the cluster. */
            SELF_MANAGED,
            /** The provider alone: there is no machine, and the node goes with the control plane's version. */
            VIRTUAL,
            /** The node does not tell. */
            UNKNOWN
        }

        /** Whether a node pool made it. */
        public boolean managed() {
            return kind == Kind.MANAGED;
        }
    }

    /** A condition's value; anything but {@code TRUE} is not true. */
    public enum Condition {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** Nobody has heard of the node for a while. */
        UNKNOWN
    }

    /**
     * Whether new pods are kept off a node.
     *
     * @param on whether they are
     * @param owner who marked the node as cordoned by them; null if nobody did
     */
    public record Cordon(boolean on, @Nullable String owner) {
        /** Open to new pods. */
        public static final Cordon NONE = new Cordon(false, null);
    }

    /** A node without labels and taints. */
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

    /** Whether it has that address, of whichever type. */
    public boolean has(String address) {
        return addresses.stream().anyMatch(its -> its.value().equals(address));
    }

    /** Whether the kubelet says that it can run pods; not heard of is not ready. */
    public boolean ready() {
        return conditions.get("Ready") == Condition.TRUE;
    }

    /** Conditions that say the node is not fit for more pods, by name: pressure of any kind, no network, not ready. */
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
