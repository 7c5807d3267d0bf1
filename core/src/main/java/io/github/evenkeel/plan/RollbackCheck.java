package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks the version to which pools go back: older than that of the pools, offered by the service, and no more than
 * three minor versions behind the control plane.
 */
final class RollbackCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return spec.pools()
                .changes()
                .rollback()
                .map(version -> about(version, world, executionPlan, spec))
                .orElse(List.of());
    }

    private static List<Finding> about(
            KubernetesVersion version, ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        List<NodePool> pools = ExecutionPlan.chosenPools(world, spec);
        String object = "rollback to " + version;
        KubernetesVersion controlPlane = world.cluster().version();
        if (version.major() != controlPlane.major() || NodeSkew.isTooOld(version, controlPlane)) {
            findings.add(Finding.blocker(
                    object,
                    "a control plane at " + controlPlane,
                    "a version at most " + NodeSkew.MOST + " minor versions behind it",
                    "choose a newer version"));
        }
        for (NodePool pool : pools) {
            if (pool.version().isBefore(version)) {
                findings.add(Finding.blocker(
                        NodePoolCheck.name(pool),
                        "version " + pool.version(),
                        "a version newer than " + version,
                        "choose an older version, or name the pools that go back: withNodePools(...); to upgrade:"
                                + " toVersion(...)"));
            }
        }
        if (findings.isEmpty() && !world.nodeVersions().contains(version)) {
            findings.add(Finding.blocker(
                    object,
                    "versions on offer for nodes: " + inWords(world.nodeVersions()),
                    "a version that the service offers",
                    "choose one of these"));
        }
        if (findings.isEmpty() && pools.isEmpty()) {
            findings.add(Finding.blocker(
                    object, "no node pool that the plan is about", "one at least", "leave withControlPlaneOnly() out"));
        }
        if (findings.isEmpty()
                && executionPlan.nodes().isEmpty()
                && executionPlan.leftOut().isEmpty()
                && pools.stream().allMatch(pool -> pool.version().equals(version))) {
            findings.add(Finding.blocker(
                    object,
                    "all pools of the plan at this version, and no newer node",
                    "a pool or a node that is newer",
                    "nothing, if it was rolled back before; else choose an older version"));
        }
        return findings;
    }

    private static String inWords(List<KubernetesVersion> versions) {
        return versions.isEmpty()
                ? "none"
                : versions.stream().sorted().map(KubernetesVersion::toString).collect(Collectors.joining(", "));
    }
}
