package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.MachineOrigin;
import io.github.evenkeel.spi.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that the target version is reachable: no downgrade, one minor version at a time, offered by the service, and
 * no node more than three minor versions older.
 *
 * @see <a href="https://kubernetes.io/releases/version-skew-policy/">Kubernetes version skew policy</a>
 */
final class VersionCheck implements Check {
    private static final int MOST_SKEW = 3;

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        KubernetesVersion target = spec.target();
        if (target == null) {
            return List.of();
        }
        KubernetesVersion current = world.cluster().version();
        List<Finding> findings = new ArrayList<>();
        String object = "target version " + target;
        if (target.isBefore(current)) {
            findings.add(Finding.blocker(
                    object,
                    "a control plane at " + current,
                    "a target that is not older",
                    "choose " + current
                            + " or newer: a control plane is never downgraded; rollingBackTo(...) takes node pools"
                            + " back"));
        } else if (target.major() != current.major() || target.minor() > current.minor() + 1) {
            findings.add(Finding.blocker(
                    object,
                    "a control plane at " + current,
                    "a target of minor version " + current.minor() + " or " + (current.minor() + 1),
                    "upgrade one minor version at a time; offered now: " + offered(world)));
        } else if (!target.equals(current)
                && !world.cluster().availableUpgrades().contains(target)) {
            findings.add(Finding.blocker(
                    object,
                    "offered now: " + offered(world),
                    "a version that the service offers",
                    "choose one of these"));
        }
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
            // The provider upgrades virtual nodes together with the control plane.
            boolean virtual = node.origin().kind() == MachineOrigin.Kind.VIRTUAL;
            Optional<KubernetesVersion> lagging =
                    node.version().filter(version -> target.minor() - version.minor() > MOST_SKEW);
            if (!virtual && lagging.isPresent()) {
                findings.add(Finding.blocker(
                        "node " + node.name(),
                        "version " + lagging.get(),
                        "at most " + MOST_SKEW + " minor versions behind " + target,
                        "roll the nodes to a version in between first"));
            }
        }
        return findings;
    }

    private static String offered(ClusterSnapshot world) {
        List<KubernetesVersion> offered = world.cluster().availableUpgrades();
        return offered.isEmpty()
                ? "nothing"
                : offered.stream().map(KubernetesVersion::toString).collect(Collectors.joining(", "));
    }
}
