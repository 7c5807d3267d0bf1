package io.github.evenkeel.plan;

import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work that a plan has to do in the current state.
 *
 * @param controlPlane way of the control plane to its version; null if it has it, or the plan leaves it as it is
 * @param pools that have to be updated, in order
 * @param nodes that have to be replaced, in order
 * @param leftOut nodes that are outdated and that the rollout leaves as they are
 * @param leftAside nodes that are outdated and that this run could not drain before
 * @param rollout how many of them at once, and in which waves
 */
public record ExecutionPlan(
        @Nullable ControlPlaneRoute controlPlane,
        List<PlannedPool> pools,
        List<NodeTarget> nodes,
        List<NodeTarget> leftOut,
        List<NodeTarget> leftAside,
        RolloutPlan rollout) {
    /** Nothing is to be done. */
    public static final ExecutionPlan NOTHING =
            new ExecutionPlan(null, List.of(), List.of(), List.of(), List.of(), RolloutPlan.oneAtATime());

    public ExecutionPlan {
        pools = List.copyOf(pools);
        nodes = List.copyOf(nodes);
        leftOut = List.copyOf(leftOut);
        leftAside = List.copyOf(leftAside);
    }

    /** Decides it. Nodes without their other half are left out: {@link NodePoolCheck} reports them. */
    public static ExecutionPlan of(ClusterSnapshot world, PlanSpec spec) {
        return of(world, spec, RunSoFar.begins(""));
    }

    /**
     * Decides the rest of it.
     *
     * @param soFar what the run has done and decided before
     */
    public static ExecutionPlan of(ClusterSnapshot world, PlanSpec spec, RunSoFar soFar) {
        ControlPlaneRoute controlPlane = route(world, spec);
        boolean imagesMayCome = controlPlane != null && isInHops(controlPlane, spec, soFar);
        List<NodePool> chosen = chosenPools(world, spec);
        List<NodeTarget> outdated =
                chosen.stream().flatMap(new NodeChoice(world, spec, soFar)::in).toList();
        List<NodeTarget> leftAside = outdated.stream()
                .filter(node -> soFar.hasLeftAside(node.node()))
                .toList();
        RolloutDecision rollout = RolloutDecision.of(
                spec.rollout(),
                chosen,
                outdated.stream().filter(node -> !leftAside.contains(node)).toList(),
                soFar.waves());
        return new ExecutionPlan(
                controlPlane,
                chosen.stream()
                        .filter(pool -> PoolChange.isToBeUpdated(pool, spec, world.images()))
                        .flatMap(pool -> planned(world, pool, spec, imagesMayCome).stream())
                        .toList(),
                rollout.nodes(),
                rollout.leftOut(),
                leftAside,
                withRoom(world, spec, rollout));
    }

    /** Where the pods of all nodes that the limits allow at once don't fit, the plan takes fewer away. */
    private static RolloutPlan withRoom(ClusterSnapshot world, PlanSpec spec, RolloutDecision rollout) {
        RolloutLimits limits = rollout.plan().limits();
        return limits.all().unavailable() < 2
                ? rollout.plan()
                : rollout.plan()
                        .atMostUnavailable(new CapacityAtOnce(world, world.rules(spec), rollout.nodes()).most(limits));
    }

    private static @Nullable ControlPlaneRoute route(ClusterSnapshot world, PlanSpec spec) {
        KubernetesVersion target = spec.target();
        return target == null || !spec.scope().hasControlPlane()
                ? null
                : ControlPlaneRoute.of(world.cluster(), target).orElse(null);
    }

    /**
     * A pool without an image to go to is left out: {@link NodePoolCheck} reports it. The service may have one when the
     * control plane has gone a part of its way.
     */
    private static Optional<PlannedPool> planned(
            ClusterSnapshot world, NodePool pool, PlanSpec spec, boolean imageMayCome) {
        Optional<NodeImage> image = Optional.ofNullable(world.images().get(pool.id()));
        return image.isPresent() || imageMayCome
                ? Optional.of(new PlannedPool(pool, PoolChange.versionFor(pool, spec), image))
                : Optional.empty();
    }

    /**
     * Whether the control plane goes through several versions; a run that has begun may have the last one before it.
     */
    private static boolean isInHops(ControlPlaneRoute route, PlanSpec spec, RunSoFar soFar) {
        return spec.scope().hops() == UpgradeScope.Hops.SEVERAL
                && (route.isLong() || soFar.waves().isPresent());
    }

    /** The pools that the plan is about. */
    static List<NodePool> chosenPools(ClusterSnapshot world, PlanSpec spec) {
        return world.pools().stream()
                .filter(pool -> spec.includes(pool.id()))
                .sorted(Comparator.comparing(NodePool::name).thenComparing(NodePool::id))
                .toList();
    }

    /** The pools that are to make other nodes, whether there is an image for them or not. */
    static List<NodePool> toBeUpdated(ClusterSnapshot world, PlanSpec spec) {
        return chosenPools(world, spec).stream()
                .filter(pool -> PoolChange.isToBeUpdated(pool, spec, world.images()))
                .toList();
    }

    /** Whether the image of a pool may be missing until the control plane has gone a part of its way. */
    boolean seeksImageLater(NodePool pool) {
        return pools.stream()
                .anyMatch(planned ->
                        planned.pool().id().equals(pool.id()) && planned.image().isEmpty());
    }

    /**
     * The steps in words, each with its reason.
     *
     * @param ofNode the steps of a node, in their order, with the reason of each
     */
    public List<PlannedStep> steps(Map<Step, String> ofNode) {
        List<PlannedStep> steps = new ArrayList<>();
        if (controlPlane != null) {
            steps.addAll(controlPlane.steps());
        }
        for (PlannedPool pool : pools) {
            steps.add(new PlannedStep(
                    Step.UPDATE_NODE_POOL, "node pool " + pool.pool().name(), pool.reason()));
        }
        for (NodeTarget target : nodes) {
            ofNode.forEach(
                    (step, reason) -> steps.add(new PlannedStep(step, target.toString(), target.reason(step, reason))));
        }
        if (!steps.isEmpty()) {
            steps.add(new PlannedStep(Step.VERIFY, "cluster", "to confirm that all new nodes are healthy"));
        }
        return steps;
    }
}
