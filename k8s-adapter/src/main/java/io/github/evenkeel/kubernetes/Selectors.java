package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.PodSelector.Operator;
import io.github.evenkeel.spi.PodSelector.Requirement;
import java.util.List;
import java.util.Set;
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
