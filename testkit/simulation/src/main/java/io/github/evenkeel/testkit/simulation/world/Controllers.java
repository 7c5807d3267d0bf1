package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Controllers and scheduler: create and bind the pods of all apps, and count the budgets, each with a delay. */
final class Controllers {
    private static final long GRACE = 30_000_000_000L;

    private final World world;
    private final List<PodView> views = new ArrayList<>();

    Controllers(World world) {
        this.world = world;
    }

    void follow(PodView view) {
        views.add(view);
    }

    void unfollow(PodView view) {
        views.remove(view);
    }

    /** All watches break. */
    void breakWatches() {
        views.forEach(PodView::fail);
    }

    /** Another pod of an app, which has no place yet. */
    SimulatedPod make(App app, String name) {
        SimulatedPod pod = new SimulatedPod("uid-pod-" + world.serial(), name, app);
        pod.template = app.rollouts == null ? null : app.rollouts.restartedFor;
        world.truth.pods.put(pod.uid, pod);
        changed(pod);
        return pod;
    }

    void bind(SimulatedPod pod, Machine machine) {
        pod.machine = machine;
        pod.boundAt = world.truth.now;
        machine.pods.add(pod);
        changed(pod);
    }

    /** The pod's end begins, and its controller makes another one. */
    void terminate(SimulatedPod pod) {
        end(pod);
        if (pod.app.kind == App.Kind.REPLICA_SET) {
            placeSoon(another(pod));
        }
    }

    /** One more from the same template. */
    private SimulatedPod another(SimulatedPod pod) {
        SimulatedPod next = make(pod.app, pod.app.name + "-" + world.serial());
        next.template = pod.template;
        return next;
    }

    /** The pod's end begins; whether it ends depends on who holds it. */
    void end(SimulatedPod pod) {
        pod.serves = false;
        pod.dueAt = world.truth.now + GRACE;
        pod.disrupted = true;
        if (world.faults.strikes(Fault.POD_HELD)) {
            pod.held = true;
            world.faults.whenHealed(() -> {
                pod.held = false;
                endSoon(pod);
            });
        }
        changed(pod);
        world.runners.ends(pod, false);
        endSoon(pod);
    }

    private void endSoon(SimulatedPod pod) {
        world.after(world.draw.seconds(1, 25), "pod ends", pod, () -> {
            pod.ready = false;
            changed(pod);
            if (!pod.held) {
                gone(pod);
            }
        });
    }

    private void gone(SimulatedPod pod) {
        if (world.truth.pods.remove(pod.uid) == null) {
            return;
        }
        if (!pod.terminating()) {
            broken(pod);
            world.runners.ends(pod, true);
        }
        Machine machine = pod.machine;
        if (machine != null) {
            machine.pods.remove(pod);
            if (pod.app.keepsVolumes()) {
                detachSoon(pod.app.namespace + "/data-" + pod.name, machine);
            }
        }
        changed(pod);
        if (pod.app.kind == App.Kind.STATEFUL_SET) {
            placeSoon(make(pod.app, pod.name));
        } else if (pod.app.kind == App.Kind.REPLICA_SET && !pod.terminating()) {
            placeSoon(another(pod));
        }
    }

    private void detachSoon(String claim, Machine machine) {
        machine.attached.add(claim);
        int slow = world.draw.oneIn(4) ? 150 : 15;
        world.after(
                world.draw.seconds(1, slow),
                "volume is detached:",
                claim + " from " + machine,
                () -> machine.attached.remove(claim));
    }

    void placeSoon(SimulatedPod pod) {
        world.after(world.draw.millis(10, 400), "place for pod", pod, () -> {
            Machine machine = pod.machine == null && world.truth.pods.containsKey(pod.uid) ? roomiest(pod.app) : null;
            if (machine != null) {
                bind(pod, machine);
                readySoon(pod);
            }
        });
    }

    private void readySoon(SimulatedPod pod) {
        if (!pod.app.everywhere() && world.faults.strikes(Fault.POD_NEVER_READY)) {
            world.faults.whenHealed(() -> readyAfter(pod, world.draw.seconds(1, 20)));
        } else {
            boolean slow = pod.app.everywhere() && world.draw.oneIn(8);
            readyAfter(pod, slow ? world.draw.seconds(40, 120) : world.draw.seconds(1, 12));
        }
    }

    private void readyAfter(SimulatedPod pod, long nanos) {
        world.after(nanos, "pod is ready", pod + " on " + pod.machine, () -> {
            Machine machine = pod.machine;
            if (machine != null && machine.ready && world.truth.pods.containsKey(pod.uid) && !pod.terminating()) {
                pod.ready = true;
                changed(pod);
                world.deployments.ready(pod);
                if (pod.app.everywhere()) {
                    world.traffic.conditionChanged(machine);
                }
            }
        });
    }

    private @Nullable Machine roomiest(App app) {
        Machine best = null;
        for (Pool pool : world.truth.pools) {
            for (Machine machine : pool.machines) {
                boolean open = machine.joined
                        && machine.ready
                        && machine.remains()
                        && !machine.cordon.on()
                        && (!app.keepsVolumes() || machine.domain.equals(App.DOMAIN));
                if (open && (best == null || isPreferred(machine, best, app))) {
                    best = machine;
                }
            }
        }
        return best;
    }

    /** A taint that is a preference counts for more than how pods are spread, and both for more than room. */
    private static boolean isPreferred(Machine machine, Machine best, App app) {
        boolean tainted = machine.taints.contains(Taint.OUTDATED);
        boolean bestIsTainted = best.taints.contains(Taint.OUTDATED);
        long pods = app.spread ? podsOf(app, machine) - podsOf(app, best) : 0;
        if (tainted == bestIsTainted && pods != 0) {
            return pods < 0;
        }
        return tainted == bestIsTainted ? machine.pods.size() < best.pods.size() : bestIsTainted;
    }

    private static long podsOf(App app, Machine machine) {
        return machine.pods.stream().filter(pod -> pod.app == app).count();
    }

    void machineJoined(Machine machine) {
        for (App app : world.truth.apps) {
            if (app.everywhere()) {
                bind(make(app, app.name + "-" + world.serial()), machine);
            }
        }
    }

    void machineReady(Machine machine) {
        for (SimulatedPod pod : machine.pods) {
            if (!pod.ready) {
                readySoon(pod);
            }
        }
        opened();
    }

    void machineNotReady(Machine machine) {
        for (SimulatedPod pod : machine.pods) {
            pod.ready = false;
            broken(pod);
            changed(pod);
        }
    }

    private void broken(SimulatedPod pod) {
        pod.serves = false;
        if (pod.app.rollouts != null) {
            pod.app.rollouts.brokenAt = world.truth.now;
        }
    }

    /** Pods without a place may find one. */
    void opened() {
        for (SimulatedPod pod : world.truth.pods.values()) {
            if (pod.machine == null) {
                placeSoon(pod);
            }
        }
    }

    void machineGone(Machine machine) {
        for (SimulatedPod pod : List.copyOf(machine.pods)) {
            gone(pod);
        }
    }

    /** Just after the cordon a pod may come that was on its way before it. */
    void cordoned(Machine machine) {
        if (world.faults.strikes(Fault.POD_COMES_BACK)) {
            long later = world.draw.millis(10, 3000);
            world.after(later, "late comer on", machine, () -> another(machine));
        }
    }

    /** A pod more comes to a node that is open, unless it is closed by then. */
    void comeTo(Machine machine, long nanos) {
        world.after(nanos, "newcomer on", machine, () -> {
            if (!machine.cordon.on()) {
                another(machine);
            }
        });
    }

    private void another(Machine machine) {
        for (App app : world.truth.apps) {
            if (!app.everywhere() && app.rollouts == null && machine.joined) {
                SimulatedPod pod = make(app, app.name + "-" + world.serial());
                bind(pod, machine);
                readySoon(pod);
                return;
            }
        }
    }

    void changed(SimulatedPod pod) {
        world.truth.changes++;
        if (pod.app.rollouts != null) {
            pod.app.rollouts.revision++;
        }
        world.traffic.podChanged(pod);
        Budget budget = pod.app.budget;
        if (budget != null && !budget.countDue) {
            budget.countDue = true;
            world.after(world.draw.millis(20, 500), "budget of", pod.app.name, () -> count(budget));
        }
        for (PodView view : views) {
            if (pod.machine != null && pod.machine.name.equals(view.node())) {
                view.refreshSoon();
            }
        }
    }

    void count(Budget budget) {
        int healthy = 0;
        int expected = 0;
        int underway = 0;
        for (SimulatedPod pod : world.truth.pods.values()) {
            if (pod.app == budget.app) {
                expected++;
                healthy += pod.ready && !pod.disrupted ? 1 : 0;
                underway += pod.disrupted ? 1 : 0;
            }
        }
        budget.countDue = false;
        budget.evicted = 0;
        budget.healthy = healthy;
        budget.expected = Math.min(expected, budget.app.replicas);
        budget.underway = underway;
        budget.allowed = Math.max(0, healthy - budget.needed);
        budgetChanged(budget);
    }

    void budgetChanged(Budget budget) {
        budget.revision++;
        budget.countedAt = world.truth.now;
        world.truth.changes++;
        views.forEach(PodView::refreshSoon);
    }
}
