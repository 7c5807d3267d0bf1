package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedService;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Services of type LoadBalancer at the beginning of a world, with the load balancers that a controller has made. */
public final class Services {
    private static final int LOCAL_ONE_IN = 3;
    private static final String SHOP = "shop";

    private Services() {}

    /** Puts one into a world that has machines and apps, or two. */
    public static void into(World world, Draw draw) {
        int services = draw.oneIn(4) ? 2 : 1;
        for (int i = 1; i <= services; i++) {
            one(world, draw, i);
        }
    }

    /**
     * Whether pods that answer on their own nodes alone may come to be on one node, which can't be drained then: they
     * go where there is room, and stay there.
     */
    static boolean mayCrowd(Truth truth) {
        return truth.balancers.stream()
                .flatMap(balancer -> Stream.ofNullable(balancer.service))
                .flatMap(service -> Stream.ofNullable(service.local))
                .anyMatch(app -> !app.everywhere());
    }

    private static void one(World world, Draw draw, int number) {
        Truth truth = world.truth;
        App local = draw.oneIn(LOCAL_ONE_IN) ? local(world, draw) : null;
        SimulatedService service = new SimulatedService("front" + number, "198.51.100." + number, local);
        Balancer balancer = new Balancer("service-balancer-" + number, service);
        truth.balancers.add(balancer);
        int sets = draw.between(1, 2);
        for (int i = 0; i < sets; i++) {
            Duration idleTimeout = Duration.ofSeconds(draw.oneOf(List.of(60, 300)));
            SimulatedSet set = new SimulatedSet(balancer, "TCP-" + (80 + i), idleTimeout);
            balancer.sets.add(set);
            int port = 31_080 + 10 * number + i;
            set.port = port;
            truth.pools.stream()
                    .flatMap(pool -> pool.machines.stream())
                    .forEach(machine -> backend(set, machine, local));
        }
    }

    /** A controller of pods that answer on their own nodes: on each node one, or as many as an app of the shop has. */
    private static App local(World world, Draw draw) {
        if (draw.oneIn(2)) {
            List<App> apps = world.truth.apps.stream()
                    .filter(app -> !app.everywhere() && app.namespace.equals(SHOP))
                    .toList();
            App app = draw.oneOf(apps);
            app.spread = true;
            return app;
        }
        App ingress = new App(SHOP, "ingress" + world.serial(), App.Kind.DAEMON_SET, 0);
        world.truth.apps.add(ingress);
        world.truth.pools.stream().flatMap(pool -> pool.machines.stream()).forEach(machine -> {
            SimulatedPod pod = world.controllers.make(ingress, ingress.name + "-" + machine.name);
            world.controllers.bind(pod, machine);
            pod.boundAt = Long.MIN_VALUE / 2;
            pod.ready = true;
        });
        return ingress;
    }

    private static void backend(SimulatedSet set, Machine machine, @Nullable App local) {
        Backend config = Backend.builder(machine.address, set.port).build();
        SimulatedBackend backend = new SimulatedBackend(config);
        backend.answeredBy = local;
        backend.accepting = true;
        backend.healthy = local == null || machine.pods.stream().anyMatch(pod -> pod.app == local && pod.ready);
        backend.firstHealthy = backend.healthy ? Long.MIN_VALUE / 2 : Long.MAX_VALUE;
        set.backends.put(config.name(), backend);
        set.rightful.put(config.name(), config);
    }
}
