package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that the pools of the plan exist, accept changes and have a new image, and that each of their instances is a
 * node.
 */
final class NodePoolCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (String id : spec.poolIds()) {
            if (world.pools().stream().noneMatch(pool -> pool.id().equals(id))) {
                findings.add(Finding.blocker(
                        "node pool " + id,
                        "no such pool of the cluster, or none that may be read; it has "
                                + world.pools().stream()
                                        .map(NodePool::id)
                                        .sorted()
                                        .toList(),
                        "a pool of the cluster",
                        "correct the identifier"));
            }
        }
        for (String id : spec.pools().images().keySet()) {
            if (ExecutionPlan.chosenPools(world, spec).stream()
                    .noneMatch(pool -> pool.id().equals(id))) {
                findings.add(Finding.blocker(
                        "node pool " + id,
                        "an image is named for it, and it is no pool of the plan",
                        "a pool of the plan",
                        "correct the identifier, or name the pool: withNodePools(...)"));
            }
        }
        for (NodePool pool : ExecutionPlan.chosenPools(world, spec)) {
            findings.addAll(about(pool, world, spec, PoolChange.isToBeUpdated(pool, spec, world.images())));
        }
        if (spec.pools().changes().takesNewestImages()) {
            ExecutionPlan.chosenPools(world, spec).stream()
                    .filter(pool -> !world.images().containsKey(pool.id()))
                    .map(pool -> Finding.warning(
                            name(pool),
                            "no image of the kind it uses now for " + PoolChange.versionFor(pool, spec),
                            "one, as the plan gives pools the newest image",
                            "the roll leaves its image as it is; name one: withNodeImage(...)"))
                    .forEach(findings::add);
        }
        for (NodePool pool : ExecutionPlan.toBeUpdated(world, spec)) {
            findings.addAll(cycling(pool, spec));
            if (!world.images().containsKey(pool.id()) && !executionPlan.seeksImageLater(pool)) {
                findings.add(
                        Finding.blocker(
                                name(pool),
                                "no image of the kind it uses now for " + PoolChange.versionFor(pool, spec),
                                "one",
                                "name an image for the pool: withNodeImage(...), or choose a version for which the service has one"));
            }
        }
        return findings;
    }

    /** Told before the first change: what is upgraded by then would stay so. */
    private static List<Finding> cycling(NodePool pool, PlanSpec spec) {
        return spec.pools().allows(pool.cycling())
                ? List.of()
                : List.of(Finding.blocker(
                        name(pool),
                        "node cycling on: the service would replace its nodes by itself at the update, backends or not",
                        "node cycling off",
                        "switch it off in the pool, or have the update do so: withoutNodeCycling()"));
    }

    private static List<Finding> about(NodePool pool, ClusterSnapshot world, PlanSpec spec, boolean toBeUpdated) {
        List<Finding> findings = new ArrayList<>();
        if (pool.lifecycle() != Lifecycle.ACTIVE) {
            findings.add(Finding.blocker(
                    name(pool), "state " + pool.lifecycle(), "state ACTIVE", "wait until it is, or repair it"));
        }
        if (ImageChoice.changes(pool, spec)
                && world.images().containsKey(pool.id())
                && !toBeUpdated
                && !spec.pools().changes().selectsNodes()) {
            findings.add(Finding.warning(
                    name(pool),
                    "the image that the plan gives it, already",
                    "another one, if its nodes should be replaced",
                    "it is not known which of its nodes have the image: the roll replaces only nodes of an older version;"
                            + " replacing(...) selects others"));
        }
        if (pool.cycling() == NodeCycling.ON && !toBeUpdated) {
            findings.add(Finding.warning(
                    name(pool),
                    "node cycling on",
                    "node cycling off",
                    "the roll does not change the pool; at the next change of the pool the service replaces its nodes by"
                            + " itself"));
        }
        List<PoolNode> members = pool.nodes().stream().filter(PoolNode::remains).toList();
        if (members.size() != pool.size()) {
            findings.add(Finding.blocker(
                    name(pool),
                    members.size() + " nodes",
                    "its size of " + pool.size(),
                    "wait until the pool has its size, or set the size that it has"));
        }
        for (PoolNode member : members) {
            if (member.fault().isPresent()) {
                findings.add(Finding.blocker(
                        name(pool),
                        "node " + member.name() + " with " + member.fault().get(),
                        "sound nodes",
                        "repair the pool"));
            } else if (member.instanceId().isEmpty()) {
                findings.add(Finding.blocker(
                        "node " + member.name() + " of " + name(pool),
                        "state " + member.lifecycle() + ", no instance yet",
                        "an instance",
                        "wait until it is made, or set the size that the pool has"));
            } else if (world.nodeOf(member).isEmpty()) {
                findings.add(Finding.blocker(
                        "instance " + member.instanceId().get() + " of " + name(pool),
                        "no node of the cluster that runs on it",
                        "a node with its provider ID",
                        "wait until it has joined, or delete it"));
            }
        }
        return findings;
    }

    static String name(NodePool pool) {
        return "node pool " + pool.name() + " (" + pool.id() + ")";
    }
}
