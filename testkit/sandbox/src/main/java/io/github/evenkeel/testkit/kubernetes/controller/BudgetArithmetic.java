package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntSupplier;

/**
 * Computes the figures in the status of a disruption budget, see "Specifying a Disruption Budget for your Application"
 * in the Kubernetes documentation.
 *
 * @param expected how many pods there are to be
 * @param desired how many of them must be healthy
 * @param healthy how many of them are
 */
record BudgetArithmetic(int expected, int desired, int healthy) {
    /**
     * @param spec of the budget
     * @param pods how many it covers
     * @param scale how many there should be by the workloads they belong to; asked only where it matters
     * @param healthy how many are
     */
    static BudgetArithmetic of(JsonNode spec, int pods, IntSupplier scale, int healthy) {
        if (spec.hasNonNull("maxUnavailable")) {
            int expected = scale.getAsInt();
            int lost = new IntOrPercent(spec.path("maxUnavailable")).roundedUp(expected);
            return new BudgetArithmetic(expected, Math.max(0, expected - lost), healthy);
        }
        if (!spec.hasNonNull("minAvailable")) {
            return new BudgetArithmetic(pods, 0, healthy);
        }
        IntOrPercent least = new IntOrPercent(spec.path("minAvailable"));
        int expected = least.isPercent() ? scale.getAsInt() : pods;
        return new BudgetArithmetic(expected, least.roundedUp(expected), healthy);
    }

    /** How many pods may be evicted now. None where none are expected: the first may just be starting. */
    int allowed() {
        return expected <= 0 ? 0 : Math.max(0, healthy - desired);
    }
}
