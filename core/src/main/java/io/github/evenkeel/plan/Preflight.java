package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs all checks, in the order of the procedure. */
public final class Preflight {
    private static final List<Check> CHECKS = List.of(
            new RolloutLimitsCheck(),
            new VersionCheck(),
            new HopCheck(),
            new ControlPlaneCheck(),
            new NodePoolCheck(),
            new MembershipCheck(),
            new NodeVersionCheck(),
            new NodeAgeCheck(),
            new NodeCheck(),
            new BackendSetCheck(),
            new ConnectionTimeCheck(),
            new PodBackendCheck(),
            new ServicesCheck(),
            new InventoryCheck(),
            new BackendRoomCheck(),
            new AddressCheck(),
            PodCheck.strict(),
            new OwnPodCheck(),
            new CapacityCheck(),
            new ProbeCheck());

    /** Also for what others have left half done; a run that goes on is half done itself. */
    private static final List<Check> CHECKS_OF_A_BEGINNING = Stream.concat(
                    CHECKS.stream(),
                    Stream.of(
                            new RollbackCheck(),
                            new ReplacementCheck(),
                            new RolloutCheck(),
                            new DeprecatedApiCheck(),
                            new AddOnCheck(),
                            new HoldCheck(),
                            new NoLoadBalancerCheck(),
                            new BusyBalancerCheck(),
                            new LeftDeletionCheck(),
                            new PartialUpgradeCheck()))
            .toList();

    private Preflight() {}

    /** What was found; blockers first. Without a node to roll and a version to change there is nothing to find. */
    public static List<Finding> findings(
            ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec, String runId) {
        return findings(CHECKS_OF_A_BEGINNING, world, executionPlan, spec, runId);
    }

    /**
     * The same for the rest of a plan that the run of this identity has begun before.
     *
     * @param added pools to which it has added nodes, by its journal
     */
    public static List<Finding> findingsOnTheWay(
            ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec, String runId, Set<String> added) {
        List<Check> checks = Stream.concat(CHECKS.stream(), Stream.of(new SurgeMarks(runId, added)))
                .toList();
        return findings(checks, world, executionPlan, spec, runId);
    }

    /** Whether nothing stands in the way but budgets and changes of balancers, which may be over in a moment. */
    public static boolean mayPass(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return CHECKS.stream()
                .map(check -> check instanceof PodCheck ? PodCheck.patient() : check)
                .flatMap(check -> check.findings(world, executionPlan, spec).stream())
                .noneMatch(Finding::blocks);
    }

    private static List<Finding> findings(
            List<Check> checks, ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec, String runId) {
        return Stream.concat(checks.stream(), Stream.of(new OtherRunsCheck(runId)))
                .flatMap(check -> check.findings(world, executionPlan, spec).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
