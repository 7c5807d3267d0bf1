package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.PodSelector.Operator;
import io.github.evenkeel.spi.PodSelector.Requirement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps label selectors. */
final class Selectors {
    /** A missing selector selects no pod: no value is in an empty set. */
    private static final PodSelector NO_POD = new PodSelector(List.of(new Requirement("", Operator.IN, Set.of())));

    private Selectors() {}

    /** @throws IllegalArgumentException if its operator is unknown */
    static PodSelector of(@Nullable LabelSelector selector) {
        if (selector == null) {
            return NO_POD;
        }
        Stream<Requirement> labels = selector.getMatchLabels() == null
                ? Stream.empty()
                : PodSelector.ofLabels(selector.getMatchLabels()).requirements().stream();
        Stream<Requirement> expressions =
                selector.getMatchExpressions().stream().map(Selectors::requirement);
        return new PodSelector(Stream.concat(labels, expressions).toList());
    }

    /**
     * As a query has it.
     *
     * @see <a
     *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#list-and-watch-filtering">
     *     List and watch filtering</a>
     */
    static String text(PodSelector selector) {
        return selector.requirements().stream().map(Selectors::text).collect(Collectors.joining(","));
    }

    private static String text(Requirement requirement) {
        String values = requirement.values().stream().sorted().collect(Collectors.joining(",", "(", ")"));
        return switch (requirement.operator()) {
            case IN -> requirement.key() + " in " + values;
            case NOT_IN -> requirement.key() + " notin " + values;
            case EXISTS -> requirement.key();
            case DOES_NOT_EXIST -> "!" + requirement.key();
        };
    }

    private static Requirement requirement(LabelSelectorRequirement expression) {
        Operator operator =
                switch (String.valueOf(expression.getOperator())) {
                    case "In" -> Operator.IN;
                    case "NotIn" -> Operator.NOT_IN;
                    case "Exists" -> Operator.EXISTS;
                    case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
                    default ->
                        throw new IllegalArgumentException(
                                "its selector has the operator '" + expression.getOperator() + "'");
                };
        return new Requirement(expression.getKey(), operator, Set.copyOf(expression.getValues()));
    }
}
