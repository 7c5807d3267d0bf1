package io.github.evenkeel.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes a pod may be bound to, as far as it is required: what a scheduler only prefers is left out, and so are
 * topology spread, affinity to other pods, and other topologies than the node itself.
 *
 * @param tolerations taints that it does not mind
 * @param nodeSelector labels that its node must have
 * @param nodeTerms required node affinity: all requirements of one of these must hold; one without any holds for no
 *     node; none at all means any node
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

    /** The first taint of the node that keeps the pod off, if there is one. */
    public Optional<Taint> keptOffBy(ClusterNode node) {
        return node.taints().stream()
                .filter(taint ->
                        taint.keepsOff() && tolerations.stream().noneMatch(toleration -> toleration.covers(taint)))
                .findFirst();
    }

    /** Whether the node has what node selector and required node affinity ask for. */
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
