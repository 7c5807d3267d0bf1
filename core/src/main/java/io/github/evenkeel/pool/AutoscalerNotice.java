package io.github.evenkeel.pool;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Notice to the cluster autoscaler, on the nodes of a pool that has more of them for a while: it would take away what
 * has little to do.
 */
final class AutoscalerNotice {
    private final Workloads workloads;
    private final NodeScope scope;
    private final String owner;

    /** @param owner run that gives the notice */
    AutoscalerNotice(Workloads workloads, NodeScope scope, String owner) {
        this.workloads = workloads;
        this.scope = scope;
        this.owner = owner;
    }

    /** On all nodes of the pool that say nothing of it. */
    void give(NodePool pool) {
        change(pool, node -> node.scaleDown().annotation().isEmpty(), node -> workloads.disableScaleDown(node, owner));
    }

    /** From all nodes of the pool that have it of the run. Looks twice: a read may show what was so before. */
    void takeBack(Supplier<NodePool> pool) {
        takeBackFrom(pool.get());
        scope.waits()
                .sleep("the nodes to show what is so", scope.timing().calls().poll());
        takeBackFrom(pool.get());
    }

    private void takeBackFrom(NodePool pool) {
        change(pool, node -> node.scaleDown().owner().filter(owner::equals).isPresent(), workloads::enableScaleDown);
    }

    private void change(NodePool pool, Predicate<ClusterNode> which, Consumer<ClusterNode> change) {
        for (ClusterNode node : scope.retries().call("read nodes", workloads::nodes)) {
            boolean isInPool = node.instanceId()
                    .filter(instance -> pool.node(instance).isPresent())
                    .isPresent();
            if (isInPool && which.test(node)) {
                settle(node, which, change);
            }
        }
    }

    /** Another client may have changed the node since it was read. */
    private void settle(ClusterNode read, Predicate<ClusterNode> which, Consumer<ClusterNode> change) {
        String name = read.name();
        Retries.Patience patience = scope.retries().patience("autoscaler's annotation of node " + name);
        Optional<ClusterNode> node = Optional.of(read);
        while (node.isPresent() && which.test(node.get())) {
            try {
                change.accept(node.get());
                return;
            } catch (ServiceException e) {
                patience.backoffOrThrow(e);
            }
            node = scope.retries()
                    .call("read node " + name, () -> workloads.node(name))
                    .filter(now -> now.uid().equals(read.uid()));
        }
    }
}
