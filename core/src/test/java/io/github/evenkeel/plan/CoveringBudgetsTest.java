package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.PodSelector.Operator;
import io.github.evenkeel.spi.PodSelector.Requirement;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CoveringBudgetsTest {
    private static final Owner OWNER = Pods.owner("ReplicaSet", "web");

    private static Arbitrary<String> namespace() {
        return Arbitraries.of("shop", "bank");
    }

    private static Arbitrary<String> key() {
        return Arbitraries.of("app", "part-of", "tier");
    }

    private static Arbitrary<String> value() {
        return Arbitraries.of("a", "b", "c");
    }

    private static Arbitrary<Requirement> requirement() {
        return Combinators.combine(
                        key(), Arbitraries.of(Operator.class), value().set().ofMaxSize(3))
                .as(Requirement::new);
    }

    @Provide
    Arbitrary<List<DisruptionBudget>> budgets() {
        return Combinators.combine(
                        namespace(), requirement().list().ofMaxSize(3).map(PodSelector::new))
                .as((namespace, selector) -> (Named) name -> DisruptionBudget.builder(namespace, name, selector)
                        .revision("1")
                        .healthy(1)
                        .needed(1)
                        .expected(1)
                        .build())
                .list()
                .ofMaxSize(8)
                .map(some -> IntStream.range(0, some.size())
                        .mapToObj(number -> some.get(number).named("budget-" + number))
                        .toList());
    }

    private interface Named {
        DisruptionBudget named(String name);
    }

    @Provide
    Arbitrary<Pod> pod() {
        return Combinators.combine(namespace(), Arbitraries.maps(key(), value()))
                .as(CoveringBudgetsTest::pod);
    }

    private static Pod pod(String namespace, Map<String, String> labels) {
        return Pod.builder("uid", namespace, "pod")
                .nodeName("node")
                .phase(Pod.Phase.RUNNING)
                .controller(OWNER)
                .labels(labels)
                .grace(Duration.ZERO)
                .build();
    }

    @Property
    void areThoseWhoseSelectorsMatch(@ForAll("budgets") List<DisruptionBudget> budgets, @ForAll("pod") Pod pod) {
        assertThat(new CoveringBudgets(budgets).of(pod))
                .isEqualTo(budgets.stream()
                        .filter(budget -> budget.covers(pod))
                        .sorted(Comparator.comparing(DisruptionBudget::name))
                        .toList());
    }
}
