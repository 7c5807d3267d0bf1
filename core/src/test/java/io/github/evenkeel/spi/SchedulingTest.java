package io.github.evenkeel.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.NodeRequirement.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which nodes a pod may be bound to. */
class SchedulingTest {
    private static final List<String> KEYS = List.of("a", "b");
    private static final List<String> VALUES = List.of("", "1", "2", "x");

    @Provide
    Arbitrary<ClusterNode> nodes() {
        return Arbitraries.maps(Arbitraries.of(KEYS), Arbitraries.of(VALUES)).map(labels -> Pods.node("n", labels));
    }

    @Provide
    Arbitrary<Set<String>> someValues() {
        return Arbitraries.of(VALUES).set();
    }

    @Provide
    Arbitrary<Taint> taints() {
        return Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(VALUES), Arbitraries.of(Taint.Effect.values()))
                .as(Taint::new);
    }

    @Provide
    Arbitrary<Toleration> tolerations() {
        return Combinators.combine(
                        Arbitraries.of(KEYS).optional(0.7),
                        Arbitraries.of(VALUES).optional(0.7),
                        Arbitraries.of(Taint.Effect.values()).optional(0.7))
                .as(Toleration::new);
    }

    private static boolean holds(Operator operator, Set<String> values, ClusterNode node) {
        return new NodeRequirement("a", operator, values).holds(node);
    }

    @Property
    void eachOperatorHoldsWhereItsOppositeDoesNot(
            @ForAll("nodes") ClusterNode node, @ForAll("someValues") Set<String> values) {
        assertThat(holds(Operator.IN, values, node)).isNotEqualTo(holds(Operator.NOT_IN, values, node));
        assertThat(holds(Operator.EXISTS, Set.of(), node)).isNotEqualTo(holds(Operator.DOES_NOT_EXIST, Set.of(), node));
    }

    @Property
    void numbersAreComparedAsNumbersAndNothingElseIsOne(@ForAll("nodes") ClusterNode node, @ForAll int limit) {
        String label = node.labels().getOrDefault("a", "");
        Set<String> one = Set.of(String.valueOf(limit));
        boolean number = label.equals("1") || label.equals("2");

        assertThat(holds(Operator.GREATER, one, node)).isEqualTo(number && Long.parseLong(label) > limit);
        assertThat(holds(Operator.LESS, one, node)).isEqualTo(number && Long.parseLong(label) < limit);
    }

    @Property
    void aTolerationWithFewerConditionsCoversNoFewerTaints(
            @ForAll("tolerations") Toleration toleration, @ForAll("taints") Taint taint) {
        if (toleration.covers(taint)) {
            assertThat(new Toleration(Optional.empty(), toleration.value(), toleration.effect()).covers(taint))
                    .isTrue();
            assertThat(new Toleration(toleration.key(), Optional.empty(), toleration.effect()).covers(taint))
                    .isTrue();
            assertThat(new Toleration(toleration.key(), toleration.value(), Optional.empty()).covers(taint))
                    .isTrue();
        }
        assertThat(new Toleration(Optional.of(taint.key()), Optional.of(taint.value()), Optional.of(taint.effect()))
                        .covers(taint))
                .isTrue();
        assertThat(new Toleration(Optional.empty(), Optional.empty(), Optional.empty()).covers(taint))
                .isTrue();
    }

    @Property
    void aPodIsKeptOffByATaintThatItDoesNotTolerateAndByNoOther(
            @ForAll("taints") Taint taint, @ForAll("tolerations") Toleration toleration) {
        Scheduling scheduling =
                Scheduling.builder().tolerations(List.of(toleration)).build();
        assertThat(scheduling.keptOffBy(Pods.node("n", Map.of(), taint)).isPresent())
                .isEqualTo(taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !toleration.covers(taint));
    }

    @Property
    void oneTermOfAnAffinityIsEnoughAndAllOfATermIsNeeded(
            @ForAll("nodes") ClusterNode node, @ForAll("someValues") Set<String> values) {
        NodeRequirement first = new NodeRequirement("a", Operator.IN, values);
        NodeRequirement second = new NodeRequirement("b", Operator.EXISTS, Set.of());

        assertThat(selects(List.of(List.of(first, second)), node)).isEqualTo(first.holds(node) && second.holds(node));
        assertThat(selects(List.of(List.of(first), List.of(second)), node))
                .isEqualTo(first.holds(node) || second.holds(node));
    }

    @Test
    void noAffinityIsAnyNodeAndATermWithoutRequirementsIsNone() {
        ClusterNode node = Pods.node("n", Map.of());
        assertThat(selects(List.of(), node)).isTrue();
        assertThat(selects(List.of(List.of()), node)).isFalse();
    }

    @Test
    void aNodeMayBeAskedForByItsName() {
        NodeRequirement named = new NodeRequirement(NodeRequirement.NAME, Operator.IN, Set.of("n"));
        assertThat(named.holds(Pods.node("n", Map.of()))).isTrue();
        assertThat(named.holds(Pods.node("m", Map.of(NodeRequirement.NAME, "n"))))
                .isFalse();
    }

    private static boolean selects(List<List<NodeRequirement>> terms, ClusterNode node) {
        return Scheduling.builder().nodeTerms(terms).build().selects(node);
    }
}
