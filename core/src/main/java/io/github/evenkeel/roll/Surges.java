package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.pool.PoolSurge;
import io.github.evenkeel.run.HandedOver;
import io.github.evenkeel.run.KeptFailure;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SurgeEntry;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.traffic.BackendLookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes that a run adds to pools: opens the surge of a pool before the first node of it that needs it, and closes it in
 * the end, however the run ends: what was added and has taken no node's place leaves again.
 *
 * <p>Used by the thread of the run.
 */
final class Surges {
    private static final Logger LOG = LoggerFactory.getLogger(Surges.class);

    private final RunContext context;
    private final NodeScope back;
    private final BackendLookup backends;

    /** Pools to which this process or the one before it has added nodes. */
    private final Set<String> open = new LinkedHashSet<>();

    /** How many nodes were added in this process, by pool. */
    private final Map<String, Integer> added = new HashMap<>();

    /** How often each step was taken, by step and pool. */
    private final Map<String, Integer> recorded = new HashMap<>();

    private final List<ManualStep> left = new ArrayList<>();

    /** @param before what the process before this one has added */
    Surges(RunContext context, List<SurgeEntry> before) {
        this.context = context;
        back = context.scope.another();
        back.waits().putsBack();
        backends = new BackendLookup(context.spec, back, context.services);
        before.forEach(entry -> open.add(entry.poolId()));
    }

    /** Whether the surge of a pool was opened by this process. */
    boolean isOpen(String poolId) {
        return added.containsKey(poolId);
    }

    boolean areOpen() {
        return !open.isEmpty();
    }

    /** Pools to which nodes were added. */
    Set<String> open() {
        return Set.copyOf(open);
    }

    /** Waits for nodes on their way; the checks that follow tell of those that don't come. */
    void awaitJoined() {
        for (String poolId : open) {
            try {
                surge(context.scope, poolId).awaitJoined();
            } catch (StepFailure e) {
                LOG.debug("the checks tell of it, too", e);
            }
        }
    }

    /** Closes those of pools whose nodes are done: all are needed while nodes of another process are finished. */
    void closeUnneeded(List<NodeState> waiting, List<NodeTask> underWay, List<StepRecord> records) {
        if (!waiting.stream().allMatch(NodeState::isBegun)) {
            Stream<NodeState> nodes = Stream.concat(
                    waiting.stream(), underWay.stream().map(task -> task.slot().node()));
            close(nodes.map(NodeState::poolId).collect(Collectors.toSet()), records);
        }
    }

    /**
     * Adds nodes to a pool.
     *
     * @param first node of the pool that needs one of them
     * @param waiting nodes that are still to be rolled
     */
    void open(RolloutPlan rollout, NodeState first, List<NodeState> waiting, List<StepRecord> records) {
        String poolId = first.poolId();
        int toRoll = (int)
                waiting.stream().filter(node -> node.poolId().equals(poolId)).count();
        int most = Math.min(toRoll, rollout.limits().of(poolId).surge());
        step(records, Step.ADD_SURGE_NODES, poolId, "others are to serve before nodes are taken away", () -> {
            countServing();
            open.add(poolId);
            added.put(poolId, surge(context.scope, poolId).open(most, toRoll));
        });
    }

    /** Before service controllers add the backends of the nodes that come. */
    private void countServing() {
        context.servingBackends(context.scope, "").countBeforeNodesAreAdded(context.services);
    }

    private void step(List<StepRecord> records, Step step, String poolId, String reason, Runnable work) {
        int times = recorded.merge(step + poolId, 1, Integer::sum);
        String time = times == 1 ? "" : " (" + times + ")";
        context.publisher
                .about(source -> source.aboutNodePool(poolId))
                .step(records, step, "node pool " + poolId + time, reason, work);
    }

    private PoolSurge surge(NodeScope scope, String poolId) {
        JournalEntries journal = context.journal(scope);
        return new PoolSurge(context.spec, scope, context.runId, poolId, context.ledger, journal::note);
    }

    /** The rollout with as many surge nodes as there are. */
    RolloutPlan limit(RolloutPlan rollout) {
        return rollout.withSurge(added);
    }

    /**
     * Has all leave that has taken no node's place, in each pool whatever becomes of the others.
     *
     * @throws StepFailure if some of it could not; what is left to do is in {@link #leftToDo}
     */
    void close(Set<String> stillNeeded, List<StepRecord> records) {
        List<String> done =
                open.stream().filter(poolId -> !stillNeeded.contains(poolId)).toList();
        Throwable first = null;
        for (String poolId : done) {
            open.remove(poolId);
            added.remove(poolId);
            try {
                step(records, Step.REMOVE_SURGE_NODES, poolId, "it gets the size that it had", () -> close(poolId));
            } catch (VirtualMachineError | HandedOver e) {
                throw e;
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        KeptFailure.rethrow(first);
    }

    private void close(String poolId) {
        PoolSurge surge = surge(back, poolId);
        try {
            Optional<PoolNode> next = surge.awaitLeftOver(member -> isInThePlaceOfAnother(surge, member));
            while (next.isPresent()) {
                remove(surge, poolId, next.get());
                next = surge.awaitLeftOver(member -> isInThePlaceOfAnother(surge, member));
            }
        } catch (VirtualMachineError | HandedOver e) {
            throw e;
        } catch (RuntimeException | Error e) {
            left.add(new ManualStep(
                    "bring node pool " + poolId + " back to its size of " + surge.sizeWithoutSurge()
                            + ": drain the nodes that were added, and delete them without replacement: "
                            + e.getMessage(),
                    context.spec.cluster().inspectCliCommand(poolId)));
            takeBackNotice(surge, poolId, e);
            throw e;
        }
        takeBackNotice(surge, poolId);
        context.journal(back).surgeEnded(poolId);
        surge.closed();
    }

    private void takeBackNotice(PoolSurge surge, String poolId, Throwable why) {
        try {
            takeBackNotice(surge, poolId);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void takeBackNotice(PoolSurge surge, String poolId) {
        try {
            surge.takeBackNotice();
        } catch (RuntimeException e) {
            left.add(ManualStep.of("remove the annotation " + ScaleDown.ANNOTATION + ", and the mark of run "
                    + context.runId + " beside it, from the nodes of node pool " + poolId + " that have them: "
                    + e.getMessage()));
            throw e;
        }
    }

    /**
     * Another client may have put a machine in the place of a node that the run has not finished with: its removal
     * would be taken for that node's. Or one that has not joined the cluster has the address of a node that was there
     * before, and its backends.
     */
    private boolean isInThePlaceOfAnother(PoolSurge surge, PoolNode member) {
        return context.hasUnfinished(member.name())
                || (surge.nodeOf(member).isEmpty()
                        && backends.at(addressesOf(member, Optional.empty())).stream()
                                .anyMatch(membership -> membership.backend().acceptsTraffic()));
    }

    private static NodeAddresses addressesOf(PoolNode member, Optional<ClusterNode> node) {
        return node.map(its -> NodeAddresses.of(member, its))
                .orElseGet(() -> new NodeAddresses(member.privateIp().orElse(""), List.of()));
    }

    private void remove(PoolSurge surge, String poolId, PoolNode member) {
        Optional<ClusterNode> node = surge.nodeOf(member);
        NodeState state = NodeState.planned(
                node.map(NodeIdentity::of)
                        .orElseGet(() -> new NodeIdentity(
                                member.name(), member.instanceId().orElseThrow())),
                member.instanceId().orElseThrow(),
                addressesOf(member, node),
                member.availabilityDomain().orElse(null),
                member.faultDomain().orElse(null),
                poolId,
                poolId,
                surge.version());
        NodeRun run =
                new NodeRun(context, state, node.isPresent() ? RemoveSurgeNode.strategy() : RemoveSurgeNode.unjoined());
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            left.addAll(run.leftToDo());
            throw e;
        } finally {
            run.leave();
        }
    }

    /** What of it could not be removed. */
    List<ManualStep> leftToDo() {
        return List.copyOf(left);
    }
}
