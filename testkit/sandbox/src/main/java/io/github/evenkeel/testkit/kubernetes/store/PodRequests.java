package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a pod takes of a node's allocatable resources: the larger of what its containers and sidecars request together
 * and what any init container requests while it runs, plus overhead. Requests of the pod as a whole come first.
 *
 * @param milliCpu thousandths of a core
 * @param memory bytes
 */
public record PodRequests(long milliCpu, long memory) {
    static PodRequests of(JsonNode spec) {
        return new PodRequests(amount(spec, "cpu", BigDecimal.valueOf(1000)), amount(spec, "memory", BigDecimal.ONE));
    }

    /**
     * A quantity as a whole number.
     *
     * @param quantity "" or missing is zero
     * @param unit how many units make one of the quantity's own
     * @throws StatusException 400 if it is not a quantity
     */
    public static long amount(JsonNode quantity, BigDecimal unit) {
        String text = quantity.asText();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return new Quantity(text)
                    .getNumericalAmount()
                    .multiply(unit)
                    .setScale(0, RoundingMode.CEILING)
                    .longValue();
        } catch (IllegalArgumentException e) {
            throw StatusException.badRequest("quantities must match the regular expression"
                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$', which \"" + text + "\" does not");
        }
    }

    private static long amount(JsonNode spec, String resource, BigDecimal unit) {
        long overhead = amount(spec.path("overhead").path(resource), unit);
        JsonNode ofPod = requested(spec, resource);
        if (!ofPod.isMissingNode()) {
            return amount(ofPod, unit) + overhead;
        }
        long sidecars = 0;
        long starting = 0;
        for (JsonNode container : spec.path("initContainers")) {
            long own = amount(requested(container, resource), unit);
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars += own;
                starting = Math.max(starting, sidecars);
            } else {
                starting = Math.max(starting, own + sidecars);
            }
        }
        long running = sidecars;
        for (JsonNode container : spec.path("containers")) {
            running += amount(requested(container, resource), unit);
        }
        return Math.max(running, starting) + overhead;
    }

    private static JsonNode requested(JsonNode holder, String resource) {
        return holder.path("resources").path("requests").path(resource);
    }
}
