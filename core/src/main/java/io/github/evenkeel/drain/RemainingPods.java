package io.github.evenkeel.drain;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes the pods that are still there and what blocks them: a few by name, and the number of the rest. */
final class RemainingPods {
    private static final int IN_SHORT = 5;
    private static final int IN_FULL = 20;

    private RemainingPods() {}

    /** On one line, for a waiting run. */
    static String describe(List<PodVerdict> left, List<DisruptionBudget> budgets) {
        return describe(left, budgets, pod -> "");
    }

    /**
     * The same.
     *
     * @param refusal why something other than a budget refuses a pod's eviction, with a comma in front; or empty
     */
    static String describe(List<PodVerdict> left, List<DisruptionBudget> budgets, Function<Pod, String> refusal) {
        return number(left.size()) + ": "
                + named(
                        left,
                        IN_SHORT,
                        "; ",
                        verdict -> verdict
                                + due(verdict.pod())
                                + held(verdict.pod(), budgets)
                                + refusal.apply(verdict.pod()));
    }

    /** One line for each. */
    static String lines(List<PodVerdict> left) {
        return number(left.size()) + named(left, IN_FULL, "", verdict -> "\n    " + verdict);
    }

    /** One line for each, with how long and since when a budget blocks it, and what else refuses its eviction. */
    static String lines(List<PodVerdict> left, List<DisruptionBudget> budgets, EvictionAccount evictions, Instant now) {
        return number(left.size())
                + named(left, IN_FULL, "", verdict -> {
                    String held = held(verdict.pod(), budgets);
                    return "\n    " + verdict + due(verdict.pod()) + held
                            + (held.isEmpty() ? "" : since(evictions.heldFor(verdict.pod()), now))
                            + evictions.refusalOf(verdict.pod());
                });
    }

    private static String named(
            List<PodVerdict> left, int most, String separator, Function<PodVerdict, String> describe) {
        String rest = left.size() > most ? (separator.isEmpty() ? "\n    " : separator) : "";
        return left.stream().limit(most).map(describe).collect(Collectors.joining(separator))
                + (rest.isEmpty() ? "" : rest + "and " + (left.size() - most) + " more");
    }

    private static String number(int pods) {
        return pods + (pods == 1 ? " pod" : " pods");
    }

    private static String due(Pod pod) {
        String finalizers = String.join(", ", Finalizers.holding(pod));
        return pod.deletionDue().map(due -> ", to be gone by " + due).orElse("")
                + (finalizers.isEmpty() ? "" : ", held by finalizer " + finalizers);
    }

    private static String held(Pod pod, List<DisruptionBudget> budgets) {
        return DisruptionBudgetThrottle.holding(pod, budgets)
                .map(budget -> ", held by budget " + BudgetArithmetic.describe(budget))
                .orElse("");
    }

    private static String since(Duration time, Instant now) {
        return " for " + words(time) + ", since " + now.minus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Duration time) {
        return Duration.ofSeconds(time.toSeconds()).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
