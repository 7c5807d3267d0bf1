package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable rules for which nodes a pod may be bound to. Only requirements count: it has no preferences, no topology
 * spread, no affinity to other pods, and no topology other than the node.
 *
 * @param tolerations of the pod
 * @param nodeSelector labels that its node must have
 * @param nodeTerms required node affinity: all requirements of one of these must hold; a term without requirements
 *     matches no node; no terms match any node
 * @param apart required anti-affinity by hostname
 */
public record Scheduling(
        List<Toleration> tolerations,
        Map<String, String> nodeSelector,
        List<List<NodeRequirement>> nodeTerms,
        List<Repulsion> apart) {
    /** Any node without taints. */
    public static final Scheduling ANYWHERE = Scheduling.builder().build();

    /** Copies the collections. */
    @MadeByBuilder
    public Scheduling {
        tolerations = List.copyOf(tolerations);
        nodeSelector = Map.copyOf(nodeSelector);
        nodeTerms = nodeTerms.stream().map(List::copyOf).toList();
        apart = List.copyOf(apart);
    }

    /** The first taint of the node that the pod does not tolerate, if there is one. */
    public Optional<Taint> keptOffBy(ClusterNode node) {
        return node.taints().stream()
                .filter(taint ->
                        taint.keepsOff() && tolerations.stream().noneMatch(toleration -> toleration.covers(taint)))
                .findFirst();
    }

    /** Whether the node matches node selector and required node affinity. */
    public boolean selects(ClusterNode node) {
        return node.labels().entrySet().containsAll(nodeSelector.entrySet())
                && (nodeTerms.isEmpty()
                        || nodeTerms.stream()
                                .anyMatch(term -> !term.isEmpty()
                                        && term.stream().allMatch(requirement -> requirement.holds(node))));
    }

    /** Whether the pod must not share its node with one of that namespace and with these labels. */
    public boolean keepsApartFrom(String namespace, Map<String, String> labels) {
        return apart.stream().anyMatch(repulsion -> repulsion.covers(namespace, labels));
    }

    /** Begins one that is like {@link #ANYWHERE}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.tolerations = tolerations;
        builder.nodeSelector = nodeSelector;
        builder.nodeTerms = nodeTerms;
        builder.apart = apart;
        return builder;
    }

    /** Makes a {@link Scheduling}. Not safe for use by several threads at once. */
    public static final class Builder {
        private List<Toleration> tolerations = List.of();
        private Map<String, String> nodeSelector = Map.of();
        private List<List<NodeRequirement>> nodeTerms = List.of();
        private List<Repulsion> apart = List.of();

        private Builder() {}

        /** See {@link Scheduling#tolerations()}; by default none. */
        public Builder tolerations(List<Toleration> tolerations) {
            this.tolerations = Objects.requireNonNull(tolerations, "tolerations");
            return this;
        }

        /** See {@link Scheduling#nodeSelector()}; by default none. */
        public Builder nodeSelector(Map<String, String> nodeSelector) {
            this.nodeSelector = Objects.requireNonNull(nodeSelector, "nodeSelector");
            return this;
        }

        /** See {@link Scheduling#nodeTerms()}; by default none. */
        public Builder nodeTerms(List<List<NodeRequirement>> nodeTerms) {
            this.nodeTerms = Objects.requireNonNull(nodeTerms, "nodeTerms");
            return this;
        }

        /** See {@link Scheduling#apart()}; by default none. */
        public Builder apart(List<Repulsion> apart) {
            this.apart = Objects.requireNonNull(apart, "apart");
            return this;
        }

        /** Makes it. */
        public Scheduling build() {
            return new Scheduling(tolerations, nodeSelector, nodeTerms, apart);
        }
    }
}
