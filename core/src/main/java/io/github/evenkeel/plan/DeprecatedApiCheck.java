package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.DeprecatedApi;
import java.util.Comparator;
import java.util.List;

/** Reports API versions that clients use and that the target version does not serve any more. It only warns. */
final class DeprecatedApiCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        ControlPlaneRoute route = executionPlan.controlPlane();
        return route == null
                ? List.of()
                : world.upgradeFacts().apis().stream()
                        .filter(api -> !route.target().isBefore(api.removedIn()))
                        .sorted(Comparator.comparing(DeprecatedApi::toString))
                        .map(DeprecatedApiCheck::about)
                        .toList();
    }

    private static Finding about(DeprecatedApi api) {
        KubernetesVersion removed = api.removedIn();
        return Finding.warning(
                "API " + api,
                "requests of clients since the API server started, and v" + removed.major() + "." + removed.minor()
                        + " removes it",
                "no client that uses it",
                "find its clients in the audit log (annotation k8s.io/deprecated), and have them use a newer version");
    }
}
