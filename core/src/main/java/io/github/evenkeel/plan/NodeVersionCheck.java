package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports the nodes of the plan's pools that the roll leaves as they are although they have another version. */
final class NodeVersionCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (NodePool pool : ExecutionPlan.chosenPools(world, spec)) {
            KubernetesVersion version = PoolChange.versionFor(pool, spec);
            for (PoolNode member : pool.nodes()) {
                if (member.remains() && member.instanceId().isPresent()) {
                    world.nodeOf(member)
                            .flatMap(node -> about(node, PoolChange.versionOf(member, node), version, spec))
                            .ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static Optional<Finding> about(
            ClusterNode node, Optional<KubernetesVersion> its, KubernetesVersion version, PlanSpec spec) {
        if (its.isEmpty()) {
            return Optional.of(Finding.warning(
                    "node " + node.name(),
                    "no version, neither in its pool nor from its kubelet",
                    "a version, to compare it with " + version,
                    "the roll leaves it as it is; repair the node, and roll the plan again"));
        }
        if (spec.pools().changes().rollback().isPresent()) {
            return its.get().isBefore(version)
                    ? Optional.of(Finding.warning(
                            "node " + node.name(),
                            "version " + its.get(),
                            version + " or newer",
                            "the roll leaves it as it is; roll its pool without rollingBackTo(...) to replace it"))
                    : Optional.empty();
        }
        return version.isBefore(its.get())
                ? Optional.of(Finding.warning(
                        "node " + node.name(),
                        "version " + its.get(),
                        version + " or older",
                        "the roll leaves it as it is: a node goes back by rollingBackTo(...) alone"))
                : Optional.empty();
    }
}
