package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.BoundedConcurrency;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Taint of the nodes that a run is still to replace, so that evicted pods prefer the others: put on before the first
 * node begins, if the rollout says so, and removed from the nodes that stay, however the run ends.
 *
 * <p>Which nodes have it is in the cluster alone, so that the process which ends a run removes what another one has put
 * on. It is only a preference: a failure to set it stops nothing.
 *
 * <p>Used by the thread of the run.
 */
final class OutdatedTaint {
    private static final int ROUNDS = 3;

    private final RunContext context;
    private final Preparation preparation;
    private final NodeScope back;
    private final List<ManualStep> left = new ArrayList<>();
    private boolean put;
    private boolean removed;

    /**
     * What could not be changed.
     *
     * @param node name of the node; empty if the nodes could not be read
     */
    private record Unchanged(Optional<String> node, String reason) {
        String object() {
            return node.map(name -> "node " + name).orElse("the nodes of the cluster");
        }
    }

    OutdatedTaint(RunContext context, Preparation preparation) {
        this.context = context;
        this.preparation = preparation;
        back = context.scope.another();
        back.waits().putsBack();
    }

    /** Puts it on the nodes. */
    void put(List<NodeTarget> nodes) {
        if (!context.spec.rollout().taintsOutdatedNodes() || nodes.isEmpty()) {
            return;
        }
        put = true;
        Set<String> uids = nodes.stream().map(target -> target.node().uid()).collect(Collectors.toSet());
        List<Unchanged> failed = change(
                context.scope,
                node -> uids.contains(node.uid()) && !node.taints().contains(Taint.OUTDATED),
                node -> workloads().addTaint(node, Taint.OUTDATED));
        failed.forEach(one -> context.publisher.warned(Finding.warning(
                one.object(),
                "without the taint " + Taint.OUTDATED + ", which could not be set: " + one.reason,
                "the taint, so that pods prefer nodes that are replaced already",
                "nothing: pods may have to move once more")));
    }

    /** Removes it from all nodes. What could not be removed is in {@link #leftToDo}, and in a warning. */
    void remove() {
        if (removed || !(put || preparation.mayBeTainted())) {
            return;
        }
        removed = true;
        List<Unchanged> failed = change(back, node -> node.taints().contains(Taint.OUTDATED), node -> workloads()
                .removeTaint(node, Taint.OUTDATED));
        failed.forEach(one -> {
            Optional<String> command =
                    one.node.flatMap(name -> workloads().removeTaintCliCommand(name, Taint.OUTDATED));
            left.add(new ManualStep(
                    "remove the taint " + Taint.OUTDATED + " from " + one.object() + ": " + one.reason, command));
            context.publisher.warned(Finding.warning(
                    one.object(),
                    "has the taint " + Taint.OUTDATED + ", which could not be removed: " + one.reason,
                    "no such taint at the end of a roll",
                    command.orElse("remove it")));
        });
    }

    /** What of it could not be removed. */
    List<ManualStep> leftToDo() {
        return List.copyOf(left);
    }

    private Workloads workloads() {
        return context.spec.workloads();
    }

    /**
     * Changes the nodes that are due. It reads them again until none is, as a read may return an older state.
     *
     * @return those that could not be changed
     */
    private List<Unchanged> change(NodeScope scope, Predicate<ClusterNode> due, Consumer<ClusterNode> change) {
        List<Unchanged> failed = new ArrayList<>();
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                if (round > 1) {
                    scope.waits()
                            .sleep(
                                    "taints to become visible",
                                    scope.timing().calls().poll());
                }
                List<ClusterNode> nodes = due(scope, due);
                failed.clear();
                if (round > 1 && nodes.isEmpty()) {
                    break;
                }
                attempt(scope, nodes, change, failed);
            }
            if (!failed.isEmpty()) {
                Set<String> still =
                        due(scope, due).stream().map(ClusterNode::name).collect(Collectors.toSet());
                failed.removeIf(one -> one.node.filter(still::contains).isEmpty()); // it went with its node
            }
        } catch (ServiceException e) {
            failed.add(new Unchanged(Optional.empty(), e.reason()));
        }
        return failed;
    }

    private List<ClusterNode> due(NodeScope scope, Predicate<ClusterNode> due) {
        return scope.retries().call("read nodes", workloads()::nodes).stream()
                .filter(due)
                .toList();
    }

    private static void attempt(
            NodeScope scope, List<ClusterNode> nodes, Consumer<ClusterNode> change, List<Unchanged> failed) {
        List<Supplier<ClusterNode>> answers = new BoundedConcurrency(scope).call(nodes, node -> {
            change.accept(node);
            return node;
        });
        for (int at = 0; at < nodes.size(); at++) {
            try {
                ClusterNode unused = answers.get(at).get();
            } catch (ServiceException e) {
                failed.add(new Unchanged(Optional.of(nodes.get(at).name()), e.reason()));
            }
        }
    }
}
