package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Finding;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;

/** Finds the permissions that the client lacks. */
public final class Permissions {
    private Permissions() {}

    public static List<Finding> missing(Workloads workloads, DrainPolicy policy, Retries retries) {
        List<String> missing =
                new ArrayList<>(retries.call("review permissions", () -> workloads.missingPermissions(Purpose.DRAIN)));
        if (policy.deletesPastBudgetsAfter().isPresent()) {
            missing.addAll(retries.call(
                    "review permissions", () -> workloads.missingPermissions(Purpose.DELETE_PAST_BUDGETS)));
        }
        if (policy.surgesSingleReplicas()) {
            missing.addAll(retries.call(
                    "review permissions", () -> workloads.missingPermissions(Purpose.SURGE_SINGLE_REPLICAS)));
        }
        return missing.stream()
                .map(permission -> Finding.blocker(
                        "Kubernetes permissions",
                        "no permission to " + permission,
                        permission,
                        "grant it: the documentation has a ClusterRole that is complete"))
                .toList();
    }
}
