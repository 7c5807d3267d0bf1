package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.roll.NodeReportRecord;
import io.github.evenkeel.roll.UpgradeReportRecord;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A truth made by hand: a pool of three old machines behind one set, an hour after the beginning, with the control
 * plane and the pool at the target. All is well in it, until a test breaks something.
 */
final class HandMade {
    static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");
    static final long SECOND = 1_000_000_000L;

    final Truth truth = new Truth(NEW, NEW, idle -> Duration.ofSeconds(60));
    final Pool pool = new Pool("pool", NEW, NodeImage.of("image"), 3);
    final Balancer balancer = new Balancer("balancer");
    final SimulatedSet set = new SimulatedSet(balancer, "set", Duration.ofSeconds(60));
    final App app = new App("shop", "app", App.Kind.REPLICA_SET, 1);
    final App daemon = new App("kube-system", "proxy", App.Kind.DAEMON_SET, 0);

    HandMade() {
        truth.now = 3600 * SECOND;
        truth.askedAt = truth.now;
        truth.pools.add(pool);
        truth.balancers.add(balancer);
        truth.apps.addAll(List.of(app, daemon));
        balancer.sets.add(set);
        for (int i = 1; i <= 3; i++) {
            Machine machine = machine(i, OLD);
            machine.original = true;
            backend(machine);
        }
    }

    /** A machine that is a ready node, with its daemon. */
    Machine machine(int number, KubernetesVersion version) {
        Machine machine =
                new Machine("instance-" + number, "10.0.0." + number, pool, "10.0.0." + number, "AD-1", version);
        machine.lifecycle = Lifecycle.ACTIVE;
        machine.joined = true;
        machine.ready = true;
        machine.everReady = true;
        machine.readyChanged = 0;
        pool.machines.add(machine);
        truth.addresses.add(machine.address);
        pod(daemon, machine).ready = true;
        return machine;
    }

    /** A machine in place of the first, which is gone. */
    Machine replacement() {
        Machine old = old(1);
        old.lifecycle = Lifecycle.DELETED;
        old.joined = false;
        old.deletionAsked = truth.now - 300 * SECOND;
        Machine machine = machine(4, NEW);
        machine.inPlaceOf = old;
        return machine;
    }

    Machine old(int number) {
        return pool.machines.get(number - 1);
    }

    SimulatedPod pod(App of, Machine machine) {
        SimulatedPod pod = new SimulatedPod("uid-" + of.name + machine.name, of.name, of);
        pod.machine = machine;
        machine.pods.add(pod);
        return pod;
    }

    SimulatedBackend backend(Machine machine) {
        return backend(machine.address);
    }

    SimulatedBackend backend(String address) {
        Backend config =
                Backend.builder(address, 80).weight(3).maxConnections(20).build();
        SimulatedBackend backend = set.backends.computeIfAbsent(config.name(), name -> new SimulatedBackend(config));
        backend.accepting = true;
        backend.healthy = true;
        backend.firstHealthy = 0;
        set.rightful.put(config.name(), config);
        return backend;
    }

    /** The first machine's backend, drained so many seconds ago, and heard of. */
    SimulatedBackend drained(int secondsAgo) {
        SimulatedBackend backend = backend(old(1));
        backend.config = backend.config.with(Backend.Mode.DRAIN);
        backend.accepting = false;
        backend.drainedAt = truth.now - secondsAgo * SECOND;
        return backend;
    }

    /** What takes the traffic from a machine. */
    Act.Write draining(Machine machine) {
        Backend config = backend(machine).config;
        return new Act.Write(set, config, config.with(Backend.Mode.DRAIN));
    }

    UpgradeReport report(UpgradeReport.Outcome outcome, List<NodeReport> nodes) {
        return new UpgradeReportRecord(
                "run",
                "cluster",
                outcome,
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                nodes,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    NodeReport replaced(Machine machine, Machine by) {
        return new NodeReportRecord(
                machine.name,
                machine.instanceId,
                machine.address,
                NodeReport.Result.REPLACED,
                Optional.of(by.name),
                Optional.of(by.instanceId),
                Optional.of(by.address),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
