package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.github.evenkeel.spi.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes the resources that the scheduler reserves for a pod.
 *
 * <p>Init containers run one after another before the others, so the largest of them counts. One that always restarts
 * is a sidecar and stays, so it counts together with all later containers. Requests of the pod as a whole replace those
 * of its containers. The overhead of the pod's runtime class is added.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers">
 *     Resource sharing within containers</a>
 */
final class EffectiveRequests {
    private EffectiveRequests() {}

    /**
     * The requests of a pod, rounded up.
     *
     * @throws IllegalArgumentException if a request is not a quantity
     */
    static Resources of(@Nullable PodSpec spec) {
        if (spec == null) {
            return new Resources(0, 0, 1);
        }
        return new Resources(
                Amounts.millis(amount(spec, "cpu"), RoundingMode.CEILING),
                Amounts.whole(amount(spec, "memory"), RoundingMode.CEILING),
                1);
    }

    private static BigDecimal amount(PodSpec spec, String resource) {
        return amount(spec, resource, ResourceRequirements::getRequests);
    }

    /**
     * The amount of one resource, in cores, bytes or pieces.
     *
     * @param kind its requests or its limits
     */
    static BigDecimal amount(
            PodSpec spec, String resource, Function<ResourceRequirements, Map<String, Quantity>> kind) {
        Map<String, Quantity> ofPod = spec.getResources() == null ? null : kind.apply(spec.getResources());
        BigDecimal own = ofPod != null && ofPod.containsKey(resource)
                ? Amounts.of(ofPod, resource)
                : ofContainers(spec, resource, kind);
        return own.add(Amounts.of(spec.getOverhead(), resource));
    }

    private static BigDecimal ofContainers(
            PodSpec spec, String resource, Function<ResourceRequirements, Map<String, Quantity>> kind) {
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal start = BigDecimal.ZERO;
        for (Container init : spec.getInitContainers()) {
            BigDecimal amount = of(init.getResources(), resource, kind);
            if ("Always".equals(init.getRestartPolicy())) {
                sidecars = sidecars.add(amount);
            } else {
                start = start.max(amount.add(sidecars));
            }
        }
        BigDecimal running = sidecars;
        for (Container container : spec.getContainers()) {
            running = running.add(of(container.getResources(), resource, kind));
        }
        return running.max(start);
    }

    private static BigDecimal of(
            @Nullable ResourceRequirements requirements,
            String resource,
            Function<ResourceRequirements, Map<String, Quantity>> kind) {
        return Amounts.of(requirements == null ? null : kind.apply(requirements), resource);
    }
}
