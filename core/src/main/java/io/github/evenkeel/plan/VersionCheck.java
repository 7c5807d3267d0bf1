package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the target version is reachable: no downgrade, one minor version at a time, offered by the service, and
 * no node more than three minor versions older.
 */
final class VersionCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        KubernetesVersion target = spec.target();
        if (target == null) {
            return withoutTarget(spec).stream().toList();
        }
        List<Finding> findings = new ArrayList<>();
        (spec.scope().hasControlPlane() ? ofControlPlane(world, spec, target) : ofNodes(world, target))
                .ifPresent(findings::add);
        for (NodePool pool : ExecutionPlan.chosenPools(world, spec)) {
            if (target.isBefore(pool.version())) {
                findings.add(Finding.blocker(
                        "node pool " + pool.name(),
                        "version " + pool.version(),
                        "a version that is not newer than " + target,
                        "choose a newer target; to take the pool back: rollingBackTo(\"" + target + "\")"));
            }
        }
        for (ClusterNode node : world.nodes().all()) {
            if (NodeSkew.isTooOld(node, target)) {
                findings.add(Finding.blocker(
                        "node " + node.name(),
                        NodeSkew.actual(node),
                        NodeSkew.expected(target),
                        "roll the nodes to a version in between first"));
            }
        }
        return findings;
    }

    private static Optional<Finding> withoutTarget(PlanSpec spec) {
        return spec.scope().hasNodes()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                        "plan of the control plane only",
                        "no version to upgrade to",
                        "one",
                        "name it: toVersion(...)"));
    }

    private static Optional<Finding> ofControlPlane(ClusterSnapshot world, PlanSpec spec, KubernetesVersion target) {
        KubernetesVersion current = world.cluster().version();
        if (target.isBefore(current)) {
            return blocker(
                    target,
                    "a control plane at " + current,
                    "a target that is not older",
                    "choose " + current
                            + " or newer: a control plane is never downgraded; rollingBackTo(...) takes node pools back");
        }
        Optional<ControlPlaneRoute> needed = ControlPlaneRoute.of(world.cluster(), target);
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        ControlPlaneRoute route = needed.get();
        boolean inHops = spec.scope().hops() == UpgradeScope.Hops.SEVERAL;
        if (target.major() != current.major() || (route.isLong() && !inHops)) {
            return blocker(
                    target,
                    "a control plane at " + current,
                    "a target of minor version " + current.minor() + " or " + (current.minor() + 1),
                    "upgrade one minor version at a time; offered now: " + ControlPlaneRoute.offered(world.cluster())
                            + (route.isLong() ? "; or allow the versions in between: withControlPlaneHops()" : ""));
        }
        if (route.next().isPresent()) {
            return Optional.empty();
        }
        return route.isLong()
                ? blocker(
                        target,
                        "a control plane at " + current + "; offered now: "
                                + ControlPlaneRoute.offered(world.cluster()),
                        "an offer of " + route.sought() + ", the next version on the way",
                        "choose a target that the service offers, or wait until it offers that version")
                : blocker(
                        target,
                        "offered now: " + ControlPlaneRoute.offered(world.cluster()),
                        "a version that the service offers",
                        "choose one of these");
    }

    private static Optional<Finding> ofNodes(ClusterSnapshot world, KubernetesVersion target) {
        KubernetesVersion current = world.cluster().version();
        return current.isBefore(target)
                ? blocker(
                        target,
                        "a control plane at " + current + ", which the plan leaves as it is",
                        "a version that is not newer than the control plane",
                        "upgrade the control plane first, or leave withNodesOnly() out")
                : Optional.empty();
    }

    private static Optional<Finding> blocker(KubernetesVersion target, String actual, String expected, String action) {
        return Optional.of(Finding.blocker("target version " + target, actual, expected, action));
    }
}
