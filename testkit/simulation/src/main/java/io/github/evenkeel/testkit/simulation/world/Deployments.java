package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Deployment.Trait;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Rollouts;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Controllers of Deployments of one replica and of the endpoints of their Services. */
public final class Deployments {
    private final World world;

    Deployments(World world) {
        this.world = world;
    }

    /** Puts some into a world that has machines, most of which can be surged. */
    public static void into(World world, Draw draw) {
        List<Machine> machines = world.truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(machine -> machine.joined)
                .toList();
        int apps = draw.between(1, 2);
        for (int i = 0; i < apps; i++) {
            App app = new App("shop", "single" + i, App.Kind.REPLICA_SET, 1);
            Rollouts rollouts = new Rollouts();
            app.rollouts = rollouts;
            world.truth.apps.add(app);
            if (draw.oneIn(5)) {
                rollouts.traits.add(draw.oneOf(List.of(Trait.PAUSED, Trait.RECREATE)));
            } else if (draw.oneIn(8)) {
                rollouts.quota = 1;
            } else if (draw.oneIn(2)) {
                world.truth.budgets.add(new Budget(app, 1));
            }
            SimulatedPod pod = world.controllers.make(app, app.name + "-0");
            world.controllers.bind(pod, draw.oneOf(machines));
            pod.boundAt = Long.MIN_VALUE / 2;
            pod.ready = true;
            pod.serves = true;
            Budget budget = app.budget;
            if (budget != null) {
                world.controllers.count(budget);
            }
        }
    }

    /** What its rollout starts. */
    void restart(App app, SimulatedPod leaving) {
        Rollouts rollouts = Objects.requireNonNull(app.rollouts);
        rollouts.restartedFor = leaving.uid;
        rollouts.restarts.add(leaving.uid);
        rollouts.revision++;
        long later = world.draw.millis(20, 400);
        world.after(later, "rollout of", app.name, () -> {
            if (pods(app).noneMatch(pod -> isUpToDate(pod) && !pod.terminating())) {
                world.controllers.placeSoon(world.controllers.make(app, app.name + "-" + world.serial()));
            }
        });
    }

    /** A pod is ready: it serves soon, and older ones are ended. */
    void ready(SimulatedPod pod) {
        if (pod.app.rollouts == null) {
            return;
        }
        world.after(world.draw.millis(20, 1500), "endpoint", pod, () -> {
            if (pod.ready && !pod.terminating()) {
                pod.serves = true;
                world.controllers.changed(pod);
            }
        });
        if (isUpToDate(pod)) {
            world.after(world.draw.millis(10, 500), "older pods of", pod.app.name, () -> {
                if (pod.ready && !pod.terminating() && isUpToDate(pod)) {
                    pods(pod.app)
                            .filter(older -> !isUpToDate(older) && !older.terminating())
                            .toList()
                            .forEach(world.controllers::end);
                }
            });
        }
    }

    private Stream<SimulatedPod> pods(App app) {
        return world.truth.pods.values().stream().filter(pod -> pod.app == app);
    }

    private static boolean isUpToDate(SimulatedPod pod) {
        return Objects.equals(pod.template, Objects.requireNonNull(pod.app.rollouts).restartedFor);
    }

    Deployment look(App app) {
        Rollouts rollouts = Objects.requireNonNull(app.rollouts);
        List<SimulatedPod> there = pods(app).filter(pod -> !pod.terminating()).toList();
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(rollouts.traits);
        if (there.size() != 1 || !isUpToDate(there.get(0)) || !there.get(0).ready) {
            traits.add(Trait.ROLLING_OUT);
        }
        long used = world.truth.pods.values().stream()
                .filter(pod -> pod.app.namespace.equals(app.namespace))
                .count();
        return Deployment.builder("uid-of-deployment-" + app.name, app.namespace, app.name)
                .revision(String.valueOf(rollouts.revision))
                .replicaSets(Set.of(app.owner().uid()))
                .selector(PodSelector.ofLabels(app.labels()))
                .traits(traits)
                .withoutRoom(used < rollouts.quota ? null : "quota small has no room for one more pod")
                .restartedFor(rollouts.restartedFor)
                .build();
    }
}
