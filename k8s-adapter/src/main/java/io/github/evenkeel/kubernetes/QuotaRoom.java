package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one more pod of a template with the resource quotas of its namespace. A quota for other pods, by a scope
 * that is not known here, counts as one for this pod: a surge that is left out costs less than one that hangs.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
final class QuotaRoom {
    private static final Set<String> PODS = Set.of("pods", "count/pods");
    private static final Set<String> REQUESTS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final String OF_REQUESTS = "requests.";
    private static final String OF_LIMITS = "limits.";

    private QuotaRoom() {}

    /** Why there is no room, readable; null if there is. */
    static @Nullable String missing(String namespace, PodSpec pod, List<ResourceQuota> quotas) {
        for (ResourceQuota quota : quotas) {
            if (!quota.getMetadata().getNamespace().equals(namespace)
                    || quota.getStatus() == null
                    || (quota.getSpec() != null
                            && quota.getSpec().getScopes() != null
                            && quota.getSpec().getScopes().contains("Terminating"))) {
                continue;
            }
            Map<String, Quantity> hard = quota.getStatus().getHard();
            Map<String, Quantity> used = quota.getStatus().getUsed();
            for (String resource : hard == null ? Set.<String>of() : hard.keySet()) {
                BigDecimal more = demand(pod, resource);
                if (more.signum() > 0
                        && Amounts.of(used, resource).add(more).compareTo(Amounts.of(hard, resource)) > 0) {
                    return "quota " + quota.getMetadata().getName() + " has no room for one more pod: "
                            + Amounts.of(used, resource).toPlainString() + " of "
                            + Amounts.of(hard, resource).toPlainString() + " " + resource + " are used, and it needs "
                            + more.toPlainString();
                }
            }
        }
        return null;
    }

    private static BigDecimal demand(PodSpec pod, String resource) {
        if (PODS.contains(resource)) {
            return BigDecimal.ONE;
        }
        if (REQUESTS.contains(resource)) {
            return EffectiveRequests.amount(pod, resource, ResourceRequirements::getRequests);
        }
        if (resource.startsWith(OF_REQUESTS)) {
            return EffectiveRequests.amount(
                    pod, resource.substring(OF_REQUESTS.length()), ResourceRequirements::getRequests);
        }
        return resource.startsWith(OF_LIMITS)
                ? EffectiveRequests.amount(pod, resource.substring(OF_LIMITS.length()), ResourceRequirements::getLimits)
                : BigDecimal.ZERO;
    }
}
