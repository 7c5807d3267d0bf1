package io.github.evenkeel.plan;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector.Operator;
import io.github.evenkeel.spi.PodSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Index of disruption budgets by the pods that they cover. A cluster may have one for each application, often in one
 * namespace, so each is stored under a label that its pods must have: the one that it shares with the fewest others.
 */
public final class CoveringBudgets {
    private record Label(String namespace, String key, String value) {}

    private final Map<Label, List<DisruptionBudget>> byLabel = new HashMap<>();

    /** By namespace: those that name no label with its values. */
    private final Map<String, List<DisruptionBudget>> others = new HashMap<>();

    public CoveringBudgets(List<DisruptionBudget> all) {
        Map<Label, Long> sharers = all.stream()
                .flatMap(budget -> choices(budget).flatMap(requirement -> labels(budget, requirement)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (DisruptionBudget budget : all) {
            Optional<Requirement> rarest = choices(budget)
                    .min(Comparator.comparingLong(requirement ->
                            labels(budget, requirement).mapToLong(sharers::get).sum()));
            rarest.ifPresentOrElse(
                    requirement -> labels(budget, requirement).forEach(label -> file(byLabel, label, budget)),
                    () -> file(others, budget.namespace(), budget));
        }
    }

    /** Those that cover the pod, in the order of their names. */
    public List<DisruptionBudget> of(Pod pod) {
        List<DisruptionBudget> covering = new ArrayList<>();
        add(others.get(pod.namespace()), pod, covering);
        pod.labels().forEach((key, value) -> add(byLabel.get(new Label(pod.namespace(), key, value)), pod, covering));
        covering.sort(Comparator.comparing(DisruptionBudget::name));
        return covering;
    }

    private static void add(@Nullable List<DisruptionBudget> some, Pod pod, List<DisruptionBudget> covering) {
        if (some != null) {
            some.stream().filter(budget -> budget.covers(pod)).forEach(covering::add);
        }
    }

    private static <K> void file(Map<K, List<DisruptionBudget>> file, K key, DisruptionBudget budget) {
        file.computeIfAbsent(key, absent -> new ArrayList<>()).add(budget);
    }

    private static Stream<Requirement> choices(DisruptionBudget budget) {
        return budget.selector().requirements().stream().filter(requirement -> requirement.operator() == Operator.IN);
    }

    private static Stream<Label> labels(DisruptionBudget budget, Requirement requirement) {
        return requirement.values().stream().map(value -> new Label(budget.namespace(), requirement.key(), value));
    }
}
