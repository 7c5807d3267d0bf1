package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each fault of a call at each operation: once, so that it passes, and for ever. */
@Execution(ExecutionMode.CONCURRENT)
class EveryFaultAtEveryCallTest {
    private static final Set<Fault> OF_CALLS = EnumSet.range(Fault.ANSWER_LOST, Fault.PAGE_LOST);
    private static final Set<Fault> OF_REQUESTS = EnumSet.range(Fault.REQUEST_SLOW, Fault.REQUEST_VANISHED);
    private static final Set<Fault> OF_CHANGES = EnumSet.of(Fault.CONFLICT, Fault.CHANGED_SINCE);
    private static final Set<Fault> OF_ANSWERS = EnumSet.of(Fault.STALE_READ, Fault.CONTRADICTORY_READ);

    /** Even, so that what is not for ever heals. */
    private static final long SEED = 8;

    /** Two pods of one budget are on a node. */
    private static final long SEED_WITH_A_BUDGET = 16;

    /** A roll without surge changes no size, and leaves the autoscaler alone. */
    private static final Set<Call> OF_SURGE =
            EnumSet.of(Call.RESIZE_POOL, Call.DELETE_SURPLUS_NODE, Call.DISABLE_SCALE_DOWN, Call.ENABLE_SCALE_DOWN);

    private static final Set<Call> OF_TAINTS = EnumSet.of(Call.ADD_TAINT, Call.REMOVE_TAINT);

    private static final Set<Call> OF_SINGLE_REPLICAS =
            EnumSet.of(Call.READ_DEPLOYMENTS, Call.READ_SERVING_PODS, Call.RESTART_DEPLOYMENT);

    private static final Set<Call> OF_SERVICES =
            EnumSet.of(Call.EXCLUDE_NODE, Call.INCLUDE_NODE, Call.FIND_BALANCER, Call.LIST_BALANCERS);

    /** Nodes stay as they are where a roll stops before the deletion. */
    private static final Set<Call> OF_NODES_THAT_STAY = EnumSet.of(Call.UNCORDON, Call.REMOVE_TAINT, Call.INCLUDE_NODE);

    /** A watch is no call, and only others request something of a run. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"READ_WATCH", "REQUEST_RUN"})
    void noInvariantBreaks(Call call) {
        for (Fault fault : OF_CALLS) {
            boolean possible = OF_CHANGES.contains(fault)
                    ? call.isChange() || call.writesRecords()
                    : fault != Fault.PAGE_LOST || call.isList();
            if (!possible) {
                continue;
            }
            Simulation once = simulation(call).withFault(fault, call, 1);
            assertThat((call == Call.RELEASE_LOCK ? once.liveness() : once)
                            .run()
                            .faults())
                    .as("%s at %s", fault, call)
                    .containsKey(fault);
            simulation(call)
                    .withFault(fault, call, Integer.MAX_VALUE)
                    .liveness()
                    .run();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UPGRADE_CONTROL_PLANE",
                "UPDATE_POOL",
                "REPLACE_NODE",
                "RESIZE_POOL",
                "DELETE_SURPLUS_NODE",
                "UPDATE_BACKEND",
                "ADD_BACKEND",
                "REMOVE_BACKEND"
            })
    void noInvariantBreaksWhateverComesOfTheWorkRequest(Call call) {
        for (Fault fault : OF_REQUESTS) {
            for (int times : new int[] {1, Integer.MAX_VALUE}) {
                assertThat(simulation(call)
                                .withFault(fault, call, times)
                                .liveness()
                                .run()
                                .faults())
                        .as("%s of %s", fault, call)
                        .containsKey(fault);
            }
        }
    }

    /** That which never changes while it is read is never stale. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "DESCRIBE_CLUSTER",
                "READ_POOL",
                "CLUSTER_REQUESTS",
                "CLUSTER_REQUEST",
                "READ_NODE",
                "FIND_NODE",
                "READ_PODS_OF_NODE",
                "READ_VOLUMES",
                "READ_DEPLOYMENTS",
                "DESCRIBE_BALANCER",
                "READ_HEALTH",
                "BALANCER_REQUESTS",
                "BALANCER_REQUEST"
            })
    void noInvariantBreaksWhateverAReadShows(Call call) {
        for (Fault fault : OF_ANSWERS) {
            for (long seed : new long[] {SEED, SEED + 4}) {
                asking(Simulation.of(seed), call)
                        .withFault(fault, call, Integer.MAX_VALUE)
                        .liveness()
                        .run();
            }
        }
    }

    /** Faults that heal are healed before the lock is given up. Pods are deleted only where the plan says so. */
    private static Simulation simulation(Call call) {
        if (call == Call.DELETE_POD) {
            return Simulation.of(SEED_WITH_A_BUDGET).deletingPastBudgetsAfter(Duration.ZERO);
        }
        Simulation simulation = asking(Simulation.of(SEED), call);
        return OF_NODES_THAT_STAY.contains(call)
                ? simulation.withFault(Fault.DENIED, Call.REPLACE_NODE, 2)
                : simulation;
    }

    /** With the options of a plan that the call is for. */
    private static Simulation asking(Simulation simulation, Call call) {
        if (OF_SURGE.contains(call)) {
            return simulation.rollout(Rollout.maxSurge(2));
        }
        if (OF_SERVICES.contains(call)) {
            return simulation.exposed(Exposure.SERVICES);
        }
        if (OF_TAINTS.contains(call)) {
            return simulation.rollout(Rollout.oneAtATime().taintingOutdatedNodes());
        }
        return OF_SINGLE_REPLICAS.contains(call) ? simulation.surgingSingleReplicas() : simulation;
    }
}
