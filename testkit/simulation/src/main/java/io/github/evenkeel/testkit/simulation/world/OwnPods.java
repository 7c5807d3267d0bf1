package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.util.Optional;

/** Pods in which the processes of a run are, if a Job of the cluster runs them. */
final class OwnPods {
    private static final String NAMESPACE = "evenkeel";
    private static final String NAME = "roll";

    private final World world;

    OwnPods(World world) {
        this.world = world;
    }

    /** Makes another pod as soon as one is on its way out, as a Job does whose pods fail. */
    static App controller() {
        return new App(NAMESPACE, NAME, App.Kind.REPLICA_SET, 1);
    }

    private boolean inCluster() {
        return world.truth.apps.stream().anyMatch(app -> app.namespace.equals(NAMESPACE));
    }

    /** Whether a process can begin: in the cluster, only in a pod that has its place. */
    boolean canBegin() {
        return !inCluster() || running().isPresent();
    }

    void begins(String runner) {
        running().ifPresent(pod -> world.truth.ownPods.put(runner, pod));
    }

    void ended(String runner) {
        world.truth.ownPods.remove(runner);
    }

    /** The pod of a process; empty if it is outside the cluster. */
    Optional<SimulatedPod> of(String runner) {
        return Optional.ofNullable(world.truth.ownPods.get(runner));
    }

    private Optional<SimulatedPod> running() {
        return world.truth.pods.values().stream()
                .filter(pod -> pod.app.namespace.equals(NAMESPACE))
                .filter(pod -> pod.machine != null && !pod.terminating())
                .findFirst();
    }
}
