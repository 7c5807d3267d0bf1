package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Initial state of a world, determined by the seed; the caller may set the number of nodes. */
public final class Layout {
    private static final String ELSEWHERE = "203.0.113.9";

    /** A backend set takes 512 backends, and a load balancer 1024: the nodes of large clusters are behind several. */
    private static final int BEHIND_A_BALANCER = 400;

    private final World world;
    private final Draw draw;
    private final Truth truth;

    private Layout(World world) {
        this.world = world;
        this.draw = world.draw;
        this.truth = world.truth;
    }

    /** Whether an address is no machine's of the cluster, and always well. */
    static boolean isElsewhere(String address) {
        return address.equals(ELSEWHERE);
    }

    static String elsewhere() {
        return ELSEWHERE;
    }

    /**
     * Puts pools, machines, apps and balancers into an empty world, and has it live.
     *
     * @param old the version that all of it has
     * @param nodes in all pools
     * @param domains in how many availability domains the provider makes machines
     * @param inCluster whether the run's own processes are in pods of the cluster
     */
    public static void into(World world, KubernetesVersion old, int nodes, int domains, boolean inCluster) {
        Layout layout = new Layout(world);
        layout.pools(old, nodes, domains);
        layout.apps(inCluster);
        if (world.truth.exposure.hasBackendSets()) {
            layout.balancers();
        }
        world.traffic.begin();
        world.others.begin(nodes);
    }

    private void pools(KubernetesVersion old, int nodes, int domains) {
        int pools = nodes > 2 && draw.oneIn(4) ? 2 : 1;
        for (int i = 0; i < pools; i++) {
            int size = i == 0 ? nodes - (pools - 1) * (nodes / 2) : nodes / 2;
            Pool pool = new Pool("pool-" + (i + 1), old, SimulatedCluster.image(old), size);
            pool.domains = IntStream.rangeClosed(1, domains)
                    .mapToObj(number -> "AD-" + number)
                    .toList();
            truth.pools.add(pool);
            for (int j = 0; j < size; j++) {
                machine(pool, old);
            }
        }
    }

    private void machine(Pool pool, KubernetesVersion old) {
        long number = world.serial();
        String address = Provider.address(number);
        Machine machine = new Machine(
                "instance-" + number,
                address,
                pool,
                address,
                world.provider.privateIp(address),
                pool.domain(null),
                old);
        machine.original = true;
        machine.lifecycle = Lifecycle.ACTIVE;
        machine.joined = true;
        machine.ready = true;
        machine.everReady = true;
        machine.readyChanged = Long.MIN_VALUE / 2;
        pool.machines.add(machine);
        truth.addresses.add(address);
    }

    private List<Machine> machines() {
        return truth.pools.stream().flatMap(pool -> pool.machines.stream()).toList();
    }

    private void apps(boolean inCluster) {
        truth.apps.add(new App("kube-system", "proxy", App.Kind.DAEMON_SET, 0));
        if (draw.oneIn(3)) {
            truth.apps.add(new App("kube-system", "static", App.Kind.STATIC, 0));
        }
        List<Machine> machines = machines();
        int apps = draw.between(1, 3);
        for (int i = 0; i < apps; i++) {
            App.Kind kind = draw.oneIn(3) ? App.Kind.STATEFUL_SET : App.Kind.REPLICA_SET;
            App app = new App("shop", "app" + i, kind, draw.between(1, 2 + machines.size()));
            truth.apps.add(app);
            if (app.replicas > 1 && !draw.oneIn(4)) {
                // One in twenty never allows a disruption: such a plan is refused.
                int needed = draw.oneIn(20) ? app.replicas : draw.between(1, app.replicas - 1);
                truth.budgets.add(new Budget(app, needed));
            }
        }
        List<Machine> near = machines.stream()
                .filter(machine -> machine.domain.equals(App.DOMAIN))
                .toList();
        if (inCluster) {
            truth.apps.add(OwnPods.controller());
        }
        for (App app : truth.apps) {
            int pods = app.everywhere() ? machines.size() : app.replicas;
            for (int i = 0; i < pods; i++) {
                SimulatedPod pod = world.controllers.make(app, app.name + "-" + i);
                world.controllers.bind(
                        pod, app.everywhere() ? machines.get(i) : draw.oneOf(app.keepsVolumes() ? near : machines));
                pod.boundAt = Long.MIN_VALUE / 2;
                pod.ready = true;
            }
        }
        truth.budgets.forEach(world.controllers::count);
    }

    private void balancers() {
        List<Machine> machines = machines();
        for (int from = 0; from < machines.size(); from += BEHIND_A_BALANCER) {
            balancers(machines.subList(from, Math.min(machines.size(), from + BEHIND_A_BALANCER)));
        }
    }

    private void balancers(List<Machine> machines) {
        int balancers = draw.oneIn(5) ? 2 : 1;
        for (int i = 0; i < balancers; i++) {
            Balancer balancer = new Balancer("balancer-" + (truth.balancers.size() + 1));
            truth.balancers.add(balancer);
            int sets = draw.between(1, 2);
            for (int j = 0; j < sets; j++) {
                Duration idleTimeout = Duration.ofSeconds(draw.oneOf(List.of(30, 60, 60, 300)));
                SimulatedSet set = new SimulatedSet(balancer, "set-" + (j + 1), idleTimeout);
                balancer.sets.add(set);
                world.log.add(truth.now, "idle timeout", idleTimeout + " of " + set);
                int port = 30080 + j;
                machines.forEach(machine -> backend(set, machine.address, port));
                if (draw.oneIn(3)) {
                    backend(set, ELSEWHERE, port);
                }
            }
        }
    }

    private void backend(SimulatedSet set, String address, int port) {
        // A set that has but one that serves is refused: such sets are rare.
        boolean backup = draw.oneIn(set.backends.size() < 2 ? 40 : 6);
        Set<Backend.Mode> modes = backup ? Set.of(Backend.Mode.BACKUP) : Set.of();
        Backend config = Backend.builder(address, port)
                .weight(draw.between(1, 9))
                .maxConnections(draw.oneIn(2) ? 0 : BalancerEdits.LEAST_CONNECTIONS_LIMIT)
                .modes(modes)
                .build();
        SimulatedBackend backend = new SimulatedBackend(config);
        backend.accepting = true;
        backend.healthy = true;
        backend.firstHealthy = Long.MIN_VALUE / 2;
        set.backends.put(config.name(), backend);
        set.rightful.put(config.name(), config);
    }
}
