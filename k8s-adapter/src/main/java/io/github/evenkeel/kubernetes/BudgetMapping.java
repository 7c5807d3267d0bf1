package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.ServiceException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps disruption budgets of the API to those of the port. */
final class BudgetMapping {
    private BudgetMapping() {}

    /** @throws ServiceException if the budget can't be read */
    static DisruptionBudget map(PodDisruptionBudget budget) {
        String namespace = budget.getMetadata().getNamespace();
        String name = budget.getMetadata().getName();
        PodDisruptionBudgetStatus status =
                budget.getStatus() == null ? new PodDisruptionBudgetStatus() : budget.getStatus();
        return DisruptionBudget.builder(
                        namespace,
                        name,
                        selector(
                                namespace + "/" + name,
                                budget.getSpec() == null
                                        ? null
                                        : budget.getSpec().getSelector()))
                .revision(String.valueOf(budget.getMetadata().getResourceVersion()))
                .healthy(count(status.getCurrentHealthy()))
                .needed(count(status.getDesiredHealthy()))
                .expected(count(status.getExpectedPods()))
                .allowed(count(status.getDisruptionsAllowed()))
                .underway(
                        status.getDisruptedPods() == null
                                ? 0
                                : status.getDisruptedPods().size())
                .modes(modes(budget, status))
                .uncounted(uncounted(status))
                .build();
    }

    /**
     * The disruption controller's reason why it can't count pods, such as an owner without a scale. The controller then
     * keeps the old figures, and leaves the generation unobserved.
     */
    private static @Nullable String uncounted(PodDisruptionBudgetStatus status) {
        return status.getConditions().stream()
                .filter(condition -> "DisruptionAllowed".equals(condition.getType()))
                .filter(condition ->
                        "False".equals(condition.getStatus()) && "SyncFailed".equals(condition.getReason()))
                .map(condition -> condition.getReason() + ": " + ApiErrors.line(condition.getMessage()))
                .findFirst()
                .orElse(null);
    }

    private static Set<DisruptionBudget.Mode> modes(PodDisruptionBudget budget, PodDisruptionBudgetStatus status) {
        Set<DisruptionBudget.Mode> modes = EnumSet.noneOf(DisruptionBudget.Mode.class);
        Long latest = budget.getMetadata().getGeneration();
        Long observed = status.getObservedGeneration();
        if (observed != null && observed >= (latest == null ? 0 : latest)) {
            modes.add(DisruptionBudget.Mode.OBSERVED);
        }
        if (budget.getSpec() != null && "AlwaysAllow".equals(budget.getSpec().getUnhealthyPodEvictionPolicy())) {
            modes.add(DisruptionBudget.Mode.UNHEALTHY_MAY_LEAVE);
        }
        return modes;
    }

    private static PodSelector selector(String path, @Nullable LabelSelector selector) {
        try {
            return Selectors.of(selector);
        } catch (IllegalArgumentException e) {
            throw ServiceException.of(
                    ServiceException.Outcome.REJECTED,
                    "read disruption budget " + path,
                    e.getMessage() + "; known are In, NotIn, Exists and DoesNotExist");
        }
    }

    private static int count(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
