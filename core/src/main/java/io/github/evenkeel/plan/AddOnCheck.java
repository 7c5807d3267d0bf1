package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.AddOn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reports add-ons whose version is none of those that the provider lists for the target version. It only warns: the
 * provider may list its newest ones alone.
 */
final class AddOnCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        ControlPlaneRoute route = executionPlan.controlPlane();
        return route == null
                ? List.of()
                : world.upgradeFacts().addOns().stream()
                        .sorted(Comparator.comparing(AddOn::name))
                        .flatMap(addOn -> about(addOn, route).stream())
                        .toList();
    }

    private static Optional<Finding> about(AddOn addOn, ControlPlaneRoute route) {
        boolean fits = addOn.version()
                .map(addOn.offered()::contains)
                .orElse(!addOn.offered().isEmpty());
        return fits
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "add-on " + addOn.name(),
                        addOn.version().map(its -> "version " + its).orElse("a version that the service chooses"),
                        "one that the service lists for " + route.target() + ": "
                                + (addOn.offered().isEmpty() ? "none" : String.join(", ", addOn.offered())),
                        addOn.version().isPresent()
                                ? "set a version that goes with both, or have the service update the add-on"
                                : "see whether the target supports the add-on"));
    }
}
