package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;
import java.util.Random;

/** One disruption budget, with figures as its controller might have counted them at any moment. */
final class RandomBudget {
    private RandomBudget() {}

    /** A budget to be made. */
    static PodDisruptionBudget of(Random random, String namespace, String name) {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withSelector(selector(random))
                .withNewMinAvailable(random.nextInt(3))
                .withUnhealthyPodEvictionPolicy(random.nextBoolean() ? "AlwaysAllow" : "IfHealthyBudget")
                .endSpec()
                .build();
    }

    /** The same with a status. */
    static PodDisruptionBudget counted(Random random, PodDisruptionBudget made) {
        int expected = random.nextInt(5);
        int healthy = random.nextInt(expected + 1);
        int needed = random.nextInt(expected + 1);
        long generation = made.getMetadata().getGeneration();
        return new PodDisruptionBudgetBuilder(made)
                .withNewStatus()
                .withExpectedPods(expected)
                .withCurrentHealthy(healthy)
                .withDesiredHealthy(needed)
                .withDisruptionsAllowed(Math.max(0, healthy - needed))
                .withObservedGeneration(random.nextInt(6) == 0 ? generation - 1 : generation)
                .endStatus()
                .build();
    }

    private static LabelSelector selector(Random random) {
        LabelSelectorBuilder selector = new LabelSelectorBuilder();
        return switch (random.nextInt(5)) {
            case 0 -> selector.build();
            case 1 ->
                selector.addNewMatchExpression()
                        .withKey("app")
                        .withOperator("NotIn")
                        .withValues(List.of("a", "b"))
                        .endMatchExpression()
                        .build();
            default ->
                selector.addToMatchLabels("app", List.of("a", "b", "c").get(random.nextInt(3)))
                        .build();
        };
    }
}
