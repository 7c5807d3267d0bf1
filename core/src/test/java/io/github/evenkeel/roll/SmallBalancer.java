package io.github.evenkeel.roll;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The load balancer of a {@link SmallWorld}: one change at a time, and none from a stale reading. */
final class SmallBalancer implements LoadBalancer {
    private final SmallWorld world;

    SmallBalancer(SmallWorld world) {
        this.world = world;
    }

    @Override
    public String id() {
        return "balancer";
    }

    @Override
    public LoadBalancerDescription describe() {
        world.call("describe balancer");
        BackendSet set = BackendSet.builder(world.set)
                .backends(List.copyOf(world.backends.values()))
                .idleTimeout(Duration.ofSeconds(60))
                .sessions(world.sessions.orElse(null))
                .healthCheckPort(world.controller.healthCheckPort())
                .build();
        return LoadBalancerDescription.builder(id(), "front")
                .addresses(List.of("192.0.2.1"))
                .backendSets(List.of(set))
                .revision(String.valueOf(world.revision))
                .build();
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        world.call("read health");
        if (!world.backends.containsKey(backend.name())) {
            throw ServiceException.of(ServiceException.Outcome.NOT_FOUND, "read health", "no " + backend.name());
        }
        BackendHealth running = world.nodes.values().stream().anyMatch(node -> node.has(backend.address()))
                ? BackendHealth.OK
                : BackendHealth.CRITICAL;
        return world.unhealthyBackends.getOrDefault(backend.name(), running);
    }

    @Override
    public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        world.call("read unwell");
        Map<String, BackendHealth> unhealthyBackends = new HashMap<>(world.unhealthyBackends);
        unhealthyBackends.keySet().retainAll(world.backends.keySet());
        return unhealthyBackends;
    }

    @Override
    public List<Operation> operationsInFlight() {
        world.call("read operations");
        return world.inFlight();
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
        String what = (desired.acceptsTraffic() ? "undrain " : "drain ") + desired.name();
        return change("update backend", what, seen, () -> world.backends.put(desired.name(), desired));
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        Backend named = world.named.apply(backend);
        return change("add backend", "add " + named.name(), seen, () -> world.backends.put(named.name(), named));
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return change("remove backend", "remove " + backend.name(), seen, () -> world.backends.remove(backend.name()));
    }

    private Operation change(String operation, String what, LoadBalancerDescription seen, Runnable effect) {
        world.call(operation);
        if (!world.inFlight().isEmpty()
                || !Optional.of(String.valueOf(world.revision)).equals(seen.revision())) {
            throw ServiceException.of(ServiceException.Outcome.CONFLICT, operation, "busy or changed since");
        }
        world.revision++;
        Operation begun = world.begin(what, 3, effect);
        world.answer(operation);
        return begun;
    }

    @Override
    public Operation operation(String operationId) {
        world.call("read operation");
        return world.operation(operationId);
    }
}
