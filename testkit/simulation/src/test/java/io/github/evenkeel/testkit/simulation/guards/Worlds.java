package io.github.evenkeel.testkit.simulation.guards;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UndrainableNodes;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import io.github.evenkeel.testkit.simulation.world.Fault;

/** What the worlds have in common in which the loss of a guard is to be seen. */
enum Worlds {
    /** One node at a time, as the published procedure has it. */
    DEFAULT,
    /** Rollouts are drawn, without surge. */
    ROLLOUTS,
    /** Two nodes at once, by processes in pods whose nodes other clients replace. */
    IN_CLUSTER,
    /** As many nodes at once as there is room for, without faults but a pool that is busy. */
    MANY_AT_ONCE,
    /** Two nodes at once, while other clients take backends out. */
    BACKENDS_OFFLINE,
    /** Rollouts are drawn, most of them with surge. */
    SURGE,
    /** Surge for which the provider has no capacity. */
    SURGE_WITHOUT_CAPACITY,
    /** Three nodes at once, by processes that are killed. */
    SEVERAL_PROCESSES,
    /** Three nodes at once, whose successors have addresses that others had. */
    ADDRESSES_USED_AGAIN,
    /** Pods that never end, on nodes that are left aside without traffic, and processes that are killed. */
    UNDRAINABLE_NODES,
    /** Requests come with the lock to rolls of two nodes at once, by processes that are killed. */
    REQUESTS,
    /** Behind Services, without faults. */
    SERVICES,
    /** Behind Services, whose controller stops. */
    SERVICE_CONTROLLER_STOPS,
    /** Several nodes at once behind Services, with backends whose health changes. */
    SEVERAL_BEHIND_SERVICES;

    Simulation set(Simulation simulation) {
        return switch (this) {
            case DEFAULT -> simulation;
            case ROLLOUTS -> simulation.drawnRolloutWithoutSurge();
            case IN_CLUSTER ->
                simulation
                        .nodes(5)
                        .rollout(Rollout.maxUnavailable(2))
                        .inCluster()
                        .withFault(Fault.MACHINE_REPLACED, 2);
            case MANY_AT_ONCE ->
                simulation.nodes(7).rollout(Rollout.maxUnavailable("100%")).withFault(Fault.POOL_BUSY, 2);
            case BACKENDS_OFFLINE ->
                simulation.nodes(5).rollout(Rollout.maxUnavailable(2)).withFault(Fault.BACKEND_OFFLINE, 3);
            case SURGE -> simulation.drawnRollout();
            case SURGE_WITHOUT_CAPACITY ->
                simulation
                        .nodes(4)
                        .rollout(Rollout.maxSurge(3).andMaxUnavailable(1).orWithLessSurge())
                        .withFault(Fault.NO_CAPACITY, 3);
            case SEVERAL_PROCESSES ->
                simulation.nodes(4).rollout(Rollout.maxUnavailable(3)).withFault(Fault.KILLED, 3);
            case ADDRESSES_USED_AGAIN ->
                simulation.nodes(5).rollout(Rollout.maxUnavailable(3)).withFault(Fault.ADDRESS_REUSED, 3);
            case UNDRAINABLE_NODES ->
                simulation
                        .nodes(5)
                        .rollout(Rollout.maxUnavailable(2)
                                .undrainableNodes(UndrainableNodes.quarantine(2).withoutTraffic()))
                        .withFault(Fault.POD_HELD, 4)
                        .withFault(Fault.KILLED, 2);
            case SERVICES -> simulation.exposed(Exposure.SERVICES).withoutFaults();
            case SERVICE_CONTROLLER_STOPS ->
                simulation.exposed(Exposure.SERVICES).withFault(Fault.CONTROLLER_STOPS, 2);
            case SEVERAL_BEHIND_SERVICES ->
                simulation
                        .exposed(Exposure.SERVICES)
                        .nodes(5)
                        .rollout(Rollout.maxUnavailable(3))
                        .withFault(Fault.HEALTH_FLAPS, 2);
            case REQUESTS ->
                simulation
                        .rollout(Rollout.maxUnavailable(2))
                        .withFault(Fault.REQUESTED, 3)
                        .withFault(Fault.KILLED, 2);
        };
    }
}
