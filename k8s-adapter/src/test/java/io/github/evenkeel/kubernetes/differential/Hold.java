package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.spi.Pod;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds a pod: the API server's own word on its eviction, and the figures of the budget that it names. None of it
 * comes from the code under test.
 */
enum Hold {
    NONE(false),
    /** Not counted yet, or the figures may change by themselves. */
    BUDGET_FOR_NOW(false),
    BUDGET_FOR_EVER(true),
    SEVERAL_BUDGETS(true);

    private static final Pattern NAMED = Pattern.compile("The disruption budget (\\S+) ");

    /** Whether waiting does not help. */
    final boolean forEver;

    Hold(boolean forEver) {
        this.forEver = forEver;
    }

    /** @throws KubernetesClientException if the server says anything but what it says about budgets */
    static Hold of(KubernetesClient client, Pod pod) {
        try {
            client.raw(
                    "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction",
                    "POST",
                    new EvictionBuilder()
                            .withNewMetadata()
                            .withNamespace(pod.namespace())
                            .withName(pod.name())
                            .endMetadata()
                            .withDeleteOptions(
                                    new DeleteOptionsBuilder().withDryRun("All").build())
                            .build());
            return NONE;
        } catch (KubernetesClientException refused) {
            return of(client, pod, refused);
        }
    }

    private static Hold of(KubernetesClient client, Pod pod, KubernetesClientException refused) {
        if (refused.getCode() == 500
                && refused.getStatus().getMessage().contains("more than one PodDisruptionBudget")) {
            return SEVERAL_BUDGETS;
        }
        if (refused.getCode() != 429 || refused.getStatus().getDetails() == null) {
            throw refused;
        }
        StatusCause cause = refused.getStatus().getDetails().getCauses().stream()
                .filter(why -> "DisruptionBudget".equals(why.getReason()))
                .findFirst()
                .orElseThrow(() -> refused);
        Matcher named = NAMED.matcher(cause.getMessage());
        if (!named.find()) {
            throw refused;
        }
        PodDisruptionBudget budget = client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(pod.namespace())
                .withName(named.group(1))
                .get();
        return neverLetsGo(Objects.requireNonNull(budget)) ? BUDGET_FOR_EVER : BUDGET_FOR_NOW;
    }

    private static boolean neverLetsGo(PodDisruptionBudget budget) {
        PodDisruptionBudgetStatus status = budget.getStatus();
        // What is zero is left out of the answer.
        return status.getObservedGeneration() != null
                && status.getObservedGeneration() >= budget.getMetadata().getGeneration()
                && status.getExpectedPods() > 0
                && status.getCurrentHealthy() >= status.getExpectedPods()
                && status.getDisruptedPods().isEmpty()
                && status.getDisruptionsAllowed() == 0;
    }
}
