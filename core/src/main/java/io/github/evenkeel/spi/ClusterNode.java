package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a node by Kubernetes; {@link PoolNode} is the same node by the provider.
 *
 * @param uid identity; a node that was deleted and created again under its name has another
 * @param name of the node
 * @param created when its object was created: it joined the cluster then; empty if that is not known
 * @param revision opaque; differs after every change of the node
 * @param instanceId of its machine, from the provider ID; empty if the node has none
 * @param addresses all of them, in the order of Kubernetes
 * @param origin what created its machine
 * @param version of the kubelet; empty until the kubelet reports it
 * @param conditions by type, such as {@code Ready}
 * @param cordon whether it is cordoned, and by which owner
 * @param allocatable what its pods may request in all
 * @param labels all of them
 * @param taints all of them
 * @param hold value of the annotation {@value #HOLD_ANNOTATION}, which is the reason of a hold; empty if the node has
 *     none, or if it is {@code false}
 * @param scaleDown whether the cluster autoscaler may remove it
 * @param exclusion whether the load balancers of Services leave it out
 */
public record ClusterNode(
        String uid,
        String name,
        Optional<Instant> created,
        String revision,
        Optional<String> instanceId,
        List<NodeAddress> addresses,
        MachineOrigin origin,
        Optional<KubernetesVersion> version,
        Map<String, Condition> conditions,
        Cordon cordon,
        Resources allocatable,
        Map<String, String> labels,
        List<Taint> taints,
        Optional<String> hold,
        ScaleDown scaleDown,
        BalancerExclusion exclusion) {
    /** Annotation with which a user holds a node back from being rolled. */
    public static final String HOLD_ANNOTATION = "evenkeel.io/hold";

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
     * @param owner run or tool in the mark on the node; empty if it has none
     */
    public record Cordon(boolean on, Optional<String> owner) {
        /** Refuses null. */
        public Cordon {
            Objects.requireNonNull(owner, "owner");
        }

        /** No cordon: the node accepts new pods. */
        public static final Cordon NONE = new Cordon(false, Optional.empty());
        /** Cordon without an owner's mark, as kubectl sets it. */
        public static final Cordon UNMARKED = new Cordon(true, Optional.empty());

        /** Cordon with an owner's mark. */
        public static Cordon by(String owner) {
            return new Cordon(true, Optional.of(owner));
        }
    }

    /** Copies the collections. */
    @MadeByBuilder
    public ClusterNode {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        addresses = List.copyOf(addresses);
        conditions = Map.copyOf(conditions);
    }

    /** Whether it is the node of that instance. */
    public boolean hasInstance(String id) {
        return instanceId.filter(id::equals).isPresent();
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

    /**
     * Begins one with what all of them have.
     *
     * @param uid identity; a node that was deleted and created again under its name has another
     * @param name of the node
     */
    public static Builder builder(String uid, String name) {
        return new Builder(uid, name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(uid, name);
        builder.created = created;
        builder.revision = revision;
        builder.instanceId = instanceId;
        builder.addresses = addresses;
        builder.origin = origin;
        builder.version = version;
        builder.conditions = conditions;
        builder.cordon = cordon;
        builder.allocatable = allocatable;
        builder.labels = labels;
        builder.taints = taints;
        builder.hold = hold;
        builder.scaleDown = scaleDown;
        builder.exclusion = exclusion;
        return builder;
    }

    /** Makes a {@link ClusterNode}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String uid;
        private String name;
        private Optional<Instant> created = Optional.empty();
        private String revision = "";
        private Optional<String> instanceId = Optional.empty();
        private List<NodeAddress> addresses = List.of();
        private MachineOrigin origin = MachineOrigin.UNKNOWN;
        private Optional<KubernetesVersion> version = Optional.empty();
        private Map<String, Condition> conditions = Map.of();
        private Cordon cordon = Cordon.NONE;
        private Resources allocatable = Resources.NONE;
        private Map<String, String> labels = Map.of();
        private List<Taint> taints = List.of();
        private Optional<String> hold = Optional.empty();
        private ScaleDown scaleDown = ScaleDown.ALLOWED;
        private BalancerExclusion exclusion = BalancerExclusion.NONE;

        private Builder(String uid, String name) {
            this.uid = Objects.requireNonNull(uid, "uid");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link ClusterNode#uid()}. */
        public Builder uid(String uid) {
            this.uid = Objects.requireNonNull(uid, "uid");
            return this;
        }

        /** See {@link ClusterNode#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link ClusterNode#created()}; by default, and for null, not known. */
        public Builder created(@Nullable Instant created) {
            this.created = Optional.ofNullable(created);
            return this;
        }

        /** See {@link ClusterNode#revision()}; by default empty. */
        public Builder revision(String revision) {
            this.revision = Objects.requireNonNull(revision, "revision");
            return this;
        }

        /** See {@link ClusterNode#instanceId()}; by default, and for null, none. */
        public Builder instanceId(@Nullable String instanceId) {
            this.instanceId = Optional.ofNullable(instanceId);
            return this;
        }

        /** See {@link ClusterNode#addresses()}; by default none. */
        public Builder addresses(List<NodeAddress> addresses) {
            this.addresses = Objects.requireNonNull(addresses, "addresses");
            return this;
        }

        /** See {@link ClusterNode#origin()}; by default {@link MachineOrigin#UNKNOWN}. */
        public Builder origin(MachineOrigin origin) {
            this.origin = Objects.requireNonNull(origin, "origin");
            return this;
        }

        /** See {@link ClusterNode#version()}; by default, and for null, none. */
        public Builder version(@Nullable KubernetesVersion version) {
            this.version = Optional.ofNullable(version);
            return this;
        }

        /** See {@link ClusterNode#conditions()}; by default none. */
        public Builder conditions(Map<String, Condition> conditions) {
            this.conditions = Objects.requireNonNull(conditions, "conditions");
            return this;
        }

        /** See {@link ClusterNode#cordon()}; by default {@link Cordon#NONE}. */
        public Builder cordon(Cordon cordon) {
            this.cordon = Objects.requireNonNull(cordon, "cordon");
            return this;
        }

        /** See {@link ClusterNode#allocatable()}; by default {@link Resources#NONE}. */
        public Builder allocatable(Resources allocatable) {
            this.allocatable = Objects.requireNonNull(allocatable, "allocatable");
            return this;
        }

        /** See {@link ClusterNode#labels()}; by default none. */
        public Builder labels(Map<String, String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** See {@link ClusterNode#taints()}; by default none. */
        public Builder taints(List<Taint> taints) {
            this.taints = Objects.requireNonNull(taints, "taints");
            return this;
        }

        /** See {@link ClusterNode#hold()}; by default, and for null, none. The value {@code false} is no hold. */
        public Builder hold(@Nullable String annotation) {
            this.hold = Optional.ofNullable(annotation).filter(value -> !value.equals("false"));
            return this;
        }

        /** See {@link ClusterNode#scaleDown()}; by default {@link ScaleDown#ALLOWED}. */
        public Builder scaleDown(ScaleDown scaleDown) {
            this.scaleDown = Objects.requireNonNull(scaleDown, "scaleDown");
            return this;
        }

        /** See {@link ClusterNode#exclusion()}; by default {@link BalancerExclusion#NONE}. */
        public Builder exclusion(BalancerExclusion exclusion) {
            this.exclusion = Objects.requireNonNull(exclusion, "exclusion");
            return this;
        }

        /** Makes it. */
        public ClusterNode build() {
            return new ClusterNode(
                    uid,
                    name,
                    created,
                    revision,
                    instanceId,
                    addresses,
                    origin,
                    version,
                    conditions,
                    cordon,
                    allocatable,
                    labels,
                    taints,
                    hold,
                    scaleDown,
                    exclusion);
        }
    }
}
