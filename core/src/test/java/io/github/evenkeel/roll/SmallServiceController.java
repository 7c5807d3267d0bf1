package io.github.evenkeel.roll;

import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Service controller of a {@link SmallWorld}, if it is switched on: keeps the one backend set. Some seconds after a
 * node has changed, it writes the whole set, with weight 1 and no modes, unless that would empty it; while another
 * change is in flight it waits.
 */
final class SmallServiceController {
    private static final int DELAY = 5;
    static final int LOCAL_PORT = 32_448;

    private final SmallWorld world;
    private boolean on;
    private boolean stopped;
    private boolean local;
    private int writes;

    /** Which its Service names. */
    String loadBalancerClass = "";

    SmallServiceController(SmallWorld world) {
        this.world = world;
    }

    /** The balancer is that of a Service from here on, and the plan finds it. */
    void begin() {
        on = true;
        ServiceLoadBalancers finder = service -> Optional.of(world.balancer);
        world.services = PlannedServices.NONE.foundBy(finder);
        write();
    }

    /** The same of a Service whose nodes answer only if they have a pod. */
    void beginLocal() {
        local = true;
        begin();
    }

    /** It does nothing any more. */
    void stop() {
        stopped = true;
    }

    /** How often it has written the set. */
    int writes() {
        return writes;
    }

    List<ServiceAddress> services() {
        return on
                ? List.of(ServiceAddress.builder("shop", "front")
                        .address("192.0.2.1")
                        .healthCheckPort(healthCheckPort())
                        .loadBalancerClass(loadBalancerClass)
                        .build())
                : List.of();
    }

    int healthCheckPort() {
        return local ? LOCAL_PORT : 0;
    }

    void nodesChanged() {
        if (on) {
            world.later(DELAY, this::reconcile);
        }
    }

    private void reconcile() {
        if (stopped) {
            return;
        }
        if (world.inFlight().isEmpty()) {
            write();
        } else {
            nodesChanged();
        }
    }

    /** Another party's event makes it write, too. */
    void write() {
        Map<String, Backend> wanted = world.nodes.values().stream()
                .filter(node -> !isExcluded(node))
                .map(node -> Backend.builder(node.name(), 80).build())
                .collect(Collectors.toMap(Backend::name, backend -> backend));
        if (wanted.isEmpty() || (wanted.keySet().equals(world.backends.keySet()) && writes > 0)) {
            return;
        }
        writes++;
        world.revision++;
        world.backends.clear();
        world.backends.putAll(wanted);
    }

    private static boolean isExcluded(ClusterNode node) {
        return node.exclusion().label().filter(Boolean::parseBoolean).isPresent();
    }
}
