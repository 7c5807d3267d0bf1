package io.github.evenkeel.spring;

import io.github.evenkeel.UpgradePlan;

/** Bean that changes the plan which the starter makes, in the order of {@code @Order}. */
@FunctionalInterface
public interface UpgradePlanCustomizer {
    /** Returns the plan with what this bean adds: {@code plan.withRollout(...)}. */
    UpgradePlan customize(UpgradePlan plan);
}
