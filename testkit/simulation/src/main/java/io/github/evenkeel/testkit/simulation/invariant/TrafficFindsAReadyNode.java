package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The run adds a backend only for a node that is Ready, has the pods of its DaemonSets, belongs to the right pool and
 * has the target version; never for a node that is being deleted or gone. It reports a node as replaced only after the
 * balancers have found the new one healthy for several checks in a row; in the sets of Services, its backend is the
 * service controller's to add.
 */
final class TrafficFindsAReadyNode extends Invariant {
    /** From the look at a node to what is done for it, as long as the slowest answer takes. */
    private static final long MOMENT = Duration.ofSeconds(22).toNanos();

    private final long settling;
    private final Set<String> added = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();

    /** Sets of Services in which a node had a backend when the run first touched it, by the node's name. */
    private final Map<String, Set<SimulatedSet>> before = new HashMap<>();

    /** Nodes of which the last look told nothing. */
    private final Set<String> untold = new HashSet<>();

    /** @param settling nanoseconds from the first look that found a backend well to the last that has to */
    TrafficFindsAReadyNode(long settling) {
        super("S7");
        this.settling = settling;
    }

    @Override
    void before(Act act, Truth truth) {
        remember(Touched.by(act, truth), truth);
        if (act instanceof Act.Delete delete) {
            deleted.add(delete.machine().address);
        } else if (act instanceof Act.Add add) {
            added.add(name(add.set(), add.backend()));
            requireReady(add.backend(), truth);
        } else if (act instanceof Act.Write write && write.startsTraffic()) {
            Machine machine = truth.at(write.after().address());
            require(
                    truth.hidesARequest()
                            || (machine == null
                                    ? !deleted.contains(write.after().address())
                                    : !truth.isToGo(machine)),
                    "backend {} gets traffic again after the deletion of its node was asked for",
                    write.after().name());
            if (machine == null) {
                requireThatNoClientKnew(write.after(), truth);
            }
            // What others put at that address takes the place of what served there before the run.
            if (machine != null && machine.inPlaceOf != null && machine.inPlaceOf.deletionAsked >= 0) {
                requireReady(write.after(), truth);
            }
        }
    }

    /** Unless Kubernetes would not tell whether its node is there. */
    private void requireThatNoClientKnew(Backend backend, Truth truth) {
        Long leftAt = truth.leftAt.get(backend.address());
        require(
                leftAt == null || justNow(leftAt, truth) || untold.contains(backend.address()),
                "backend {} gets traffic again, and its node is gone for {} s",
                backend.name(),
                leftAt == null ? 0 : (truth.now - leftAt) / 1_000_000_000);
    }

    /** Nodes are called by their addresses here. */
    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        if (call != Call.READ_NODE) {
            return;
        }
        if (answer == Call.Answer.GIVEN) {
            untold.remove(object);
        } else {
            untold.add(object);
        }
    }

    private void requireReady(Backend backend, Truth truth) {
        Machine machine = truth.at(backend.address());
        require(
                (machine != null && machine.joined) || hasJustGone(backend.address(), truth),
                "backend {} is added, and no node has its address",
                backend.name());
        if (machine == null) {
            return;
        }
        require(
                machine.address.equals(backend.address()),
                "backend {} is added, and node {} serves at {}",
                backend.name(),
                machine,
                machine.address);
        require(
                machine.ready || machine.readyChanged >= truth.now - MOMENT,
                "backend {} is added, and node {} is not Ready",
                backend.name(),
                machine);
        require(
                machine.deletionAsked < 0 && machine.version.equals(truth.target) && !truth.isToBeRolled(machine),
                "backend {} is added for node {}, which is at {} or on its way out",
                backend.name(),
                machine,
                machine.version);
        require(
                machine.surge
                        || machine.pool.shrunk
                        || machine.pool.enlarged
                        || (machine.inPlaceOf != null && machine.inPlaceOf.pool == machine.pool),
                "backend {} is added for node {}, which replaces no node",
                backend.name(),
                machine);
        for (App app : truth.apps) {
            require(
                    app.kind != App.Kind.DAEMON_SET || runs(app, machine) || justNow(machine.readyChanged, truth),
                    "backend {} is added, and node {} has no ready pod of {}",
                    backend.name(),
                    machine,
                    app.name);
        }
    }

    /** Another client has deleted the machine: the node's object may show that later. */
    private static boolean hasJustGone(String address, Truth truth) {
        return truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .anyMatch(machine -> machine.address.equals(address)
                        && machine.deletionAsked < 0
                        && machine.lifecycle == Lifecycle.DELETED
                        && justNow(machine.readyChanged, truth));
    }

    private void remember(@Nullable Machine touched, Truth truth) {
        if (touched == null || before.containsKey(touched.name)) {
            return;
        }
        Set<SimulatedSet> sets = new HashSet<>();
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                if (set.isOfService() && backendOf(touched, set) != null) {
                    sets.add(set);
                }
            }
        }
        before.put(touched.name, sets);
    }

    private static @Nullable SimulatedBackend backendOf(Machine machine, SimulatedSet set) {
        return set.backends.values().stream()
                .filter(one -> one.config.address().equals(machine.address))
                .findFirst()
                .orElse(null);
    }

    /** Where each node answers, it is found well, too. */
    private void requireAdded(Machine machine, SimulatedSet set, NodeReport report) {
        if (!before.getOrDefault(report.node(), Set.of()).contains(set) || !machine.joined) {
            return;
        }
        SimulatedBackend backend = backendOf(machine, set);
        require(
                backend != null,
                "node {} is called replaced, and set {} has no backend of node {}",
                report.node(),
                set,
                machine);
        require(
                backend == null || backend.answeredBy != null || backend.firstHealthy < Long.MAX_VALUE,
                "node {} is called replaced, and the backend of node {} in set {} was never found well",
                report.node(),
                machine,
                set);
    }

    private static String name(SimulatedSet set, Backend backend) {
        return set + " " + backend.name();
    }

    private static boolean runs(App app, Machine machine) {
        for (SimulatedPod pod : machine.pods) {
            if (pod.app == app && pod.ready) {
                return true;
            }
        }
        return false;
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            NodeReport report = replaced.report();
            Machine machine = truth.at(report.replacementAddress().orElse(""));
            if (machine == null || !machine.remains()) {
                // Another client deletes it again, which the run can't see in time.
                return;
            }
            for (Balancer balancer : truth.balancers) {
                for (SimulatedSet set : balancer.sets) {
                    requireAdded(machine, set, report);
                    for (SimulatedBackend backend : set.backends.values()) {
                        // A backend that was not added for this node may have its address, from an earlier machine.
                        if (machine.has(backend.config.address()) && added.contains(name(set, backend.config))) {
                            require(
                                    backend.firstHealthy <= truth.now - settling,
                                    "node {} is called replaced, and backend {} of set {} has hardly been found well",
                                    report.node(),
                                    backend.config.name(),
                                    set);
                        }
                    }
                }
            }
        }
    }
}
