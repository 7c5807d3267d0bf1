package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.NodeChanges;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses the nodes that a plan replaces: those that it selects; without a selection, those of another version or image
 * than their pool is to have. A node whose version is not known is left alone.
 */
final class NodeChoice {
    private final ClusterSnapshot world;
    private final PlanSpec spec;
    private final RunSoFar soFar;
    private final NodeChanges changes;
    private final Predicate<ClusterNode> decided;

    NodeChoice(ClusterSnapshot world, PlanSpec spec, RunSoFar soFar) {
        this.world = world;
        this.spec = spec;
        this.soFar = soFar;
        changes = spec.pools().changes();
        decided = soFar.decided();
    }

    /** Those of a pool, by name. */
    Stream<NodeTarget> in(NodePool pool) {
        KubernetesVersion version = PoolChange.versionFor(pool, spec);
        return pool.nodes().stream()
                .filter(member -> member.remains() && member.instanceId().isPresent())
                .sorted(Comparator.comparing(PoolNode::name))
                .flatMap(member -> world.nodeOf(member).stream()
                        .filter(node -> isToBeReplaced(pool, member, node, version))
                        .map(node -> new NodeTarget(pool, member, node, version, world.ageOf(node), ownPod(node))));
    }

    private boolean isToBeReplaced(NodePool pool, PoolNode member, ClusterNode node, KubernetesVersion version) {
        return PoolChange.versionOf(member, node)
                .filter(its -> changes.selectsNodes()
                        ? !version.isBefore(its) && isSelected(node)
                        : isOutdated(its, version) || (its.equals(version) && isOfAnotherImage(pool, node)))
                .isPresent();
    }

    /** A node that is newer is left alone, unless the plan goes back. */
    private boolean isOutdated(KubernetesVersion its, KubernetesVersion version) {
        return changes.rollback().isPresent() ? version.isBefore(its) : its.isBefore(version);
    }

    /** A run that goes on replaces those that it selected when it began: no other one, whatever matches by now. */
    private boolean isSelected(ClusterNode node) {
        return soFar.hasBegun()
                ? decided.test(node)
                : changes.replaced().stream().anyMatch(nodes -> nodes.selects(node, world.ageOf(node)));
    }

    /** Once the pool has the image, only the run that told it so knows which of its nodes have not. */
    private boolean isOfAnotherImage(NodePool pool, ClusterNode node) {
        return PoolChange.goesToAnotherImage(pool, spec, world.images())
                || (ImageChoice.changes(pool, spec) && soFar.hasBegun() && decided.test(node));
    }

    private Optional<Pod> ownPod(ClusterNode node) {
        OwnPod own = spec.continuity().ownPod();
        return own == null
                ? Optional.empty()
                : world.pods().of(node.name()).stream().filter(own::is).findFirst();
    }
}
