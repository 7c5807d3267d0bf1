package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.evenkeel.spi.NodeRequirement;
import io.github.evenkeel.spi.Repulsion;
import io.github.evenkeel.spi.Scheduling;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Toleration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps the scheduling rules of a pod. It skips rules of unknown kinds: so checks that use them may miss an obstacle,
 * but never report a false one.
 */
final class SchedulingMapping {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private SchedulingMapping() {}

    static Scheduling of(PodSpec spec, String namespace) {
        Affinity affinity = spec.getAffinity() == null ? new Affinity() : spec.getAffinity();
        return Scheduling.builder()
                .tolerations(spec.getTolerations().stream()
                        .flatMap(SchedulingMapping::toleration)
                        .toList())
                .nodeSelector(spec.getNodeSelector() == null ? Map.of() : spec.getNodeSelector())
                .nodeTerms(nodeTerms(affinity))
                .apart(apart(affinity, namespace))
                .build();
    }

    /** Empty for an unknown effect. */
    static Optional<Taint.Effect> effect(@Nullable String effect) {
        return switch (String.valueOf(effect)) {
            case "NoSchedule" -> Optional.of(Taint.Effect.NO_SCHEDULE);
            case "PreferNoSchedule" -> Optional.of(Taint.Effect.PREFER_NO_SCHEDULE);
            case "NoExecute" -> Optional.of(Taint.Effect.NO_EXECUTE);
            default -> Optional.empty();
        };
    }

    private static Stream<Toleration> toleration(io.fabric8.kubernetes.api.model.Toleration toleration) {
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean equal = blank(toleration.getOperator()) || "Equal".equals(toleration.getOperator());
        Optional<Taint.Effect> effect = effect(toleration.getEffect());
        if (!(exists || equal) || (effect.isEmpty() && !blank(toleration.getEffect()))) {
            return Stream.empty();
        }
        String value = toleration.getValue() == null ? "" : toleration.getValue();
        // With Exists, an empty key matches any key; with Equal, it matches none.
        return Stream.of(new Toleration(
                exists && blank(toleration.getKey())
                        ? Optional.empty()
                        : Optional.of(String.valueOf(toleration.getKey())),
                exists ? Optional.empty() : Optional.of(value),
                effect));
    }

    private static List<List<NodeRequirement>> nodeTerms(Affinity affinity) {
        if (affinity.getNodeAffinity() == null
                || affinity.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution() == null) {
            return List.of();
        }
        return affinity
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .stream()
                .map(SchedulingMapping::nodeTerm)
                .toList();
    }

    private static List<NodeRequirement> nodeTerm(NodeSelectorTerm term) {
        return Stream.concat(term.getMatchExpressions().stream(), term.getMatchFields().stream())
                .map(SchedulingMapping::requirement)
                .toList();
    }

    private static NodeRequirement requirement(NodeSelectorRequirement requirement) {
        Set<String> values = new HashSet<>(requirement.getValues());
        return switch (String.valueOf(requirement.getOperator())) {
            case "In" -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.IN, values);
            case "NotIn" -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.NOT_IN, values);
            case "Exists" -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.EXISTS, Set.of());
            case "DoesNotExist" ->
                new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.DOES_NOT_EXIST, Set.of());
            case "Gt" -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.GREATER, values);
            case "Lt" -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.LESS, values);
            // NOT_IN an empty set holds for each node.
            default -> new NodeRequirement(requirement.getKey(), NodeRequirement.Operator.NOT_IN, Set.of());
        };
    }

    private static List<Repulsion> apart(Affinity affinity, String namespace) {
        if (affinity.getPodAntiAffinity() == null) {
            return List.of();
        }
        List<Repulsion> apart = new ArrayList<>();
        for (PodAffinityTerm term : affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution()) {
            if (HOSTNAME.equals(term.getTopologyKey())) {
                repulsion(term, namespace).ifPresent(apart::add);
            }
        }
        return apart;
    }

    /** This adapter does not read labels of namespaces: with a namespace selector, only named namespaces count. */
    private static Optional<Repulsion> repulsion(PodAffinityTerm term, String namespace) {
        try {
            Set<String> namespaces = new HashSet<>(term.getNamespaces());
            boolean selected = term.getNamespaceSelector() != null;
            boolean any = selected
                    && isEmpty(term.getNamespaceSelector().getMatchLabels())
                    && term.getNamespaceSelector().getMatchExpressions().isEmpty();
            if (any) {
                namespaces.clear();
            } else if (namespaces.isEmpty() && !selected) {
                namespaces.add(namespace);
            } else if (namespaces.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Repulsion(namespaces, Selectors.of(term.getLabelSelector())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isEmpty(@Nullable Map<String, String> labels) {
        return labels == null || labels.isEmpty();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
