package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
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
    public static final Scheduling ANYWHERE = new Scheduling(List.of(), Map.of(), List.of(), List.of());

    /** Copies the collections. */
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

    /** Whether the pod must not share its node with that other one. */
    public boolean keepsApartFrom(Pod other) {
        return apart.stream().anyMatch(repulsion -> repulsion.covers(other));
    }
}
