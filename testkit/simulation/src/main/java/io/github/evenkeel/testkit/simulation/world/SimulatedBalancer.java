package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedService;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Load balancer of a world: it accepts one change at a time, and none that was made from a stale read. */
public final class SimulatedBalancer implements LoadBalancer {
    private final World world;
    private final Balancer balancer;
    private final Line line;
    private final Requests requests;
    private final Seen<LoadBalancerDescription> seen;

    /** One way to a world. */
    public SimulatedBalancer(World world, Balancer balancer) {
        this.world = world;
        this.balancer = balancer;
        line = new Line(world);
        requests = world.requests(balancer.id);
        seen = new Seen<>(world);
    }

    @Override
    public String id() {
        return balancer.id;
    }

    @Override
    public LoadBalancerDescription describe() {
        return line.call(
                Call.DESCRIBE_BALANCER, balancer.id, () -> seen.at(balancer.revision, balancer.revisedAt, this::look));
    }

    LoadBalancerDescription look() {
        SimulatedService service = balancer.service;
        List<BackendSet> sets = balancer.sets.stream()
                .map(set -> BackendSet.builder(set.name)
                        .backends(set.backends.values().stream()
                                .map(backend -> backend.config)
                                .toList())
                        .idleTimeout(set.idleTimeout)
                        .healthCheckPort(service == null ? 0 : service.healthCheckPort())
                        .build())
                .toList();
        return LoadBalancerDescription.builder(balancer.id, balancer.name())
                .addresses(List.of(service == null ? "192.0.2.1" : service.address))
                .backendSets(sets)
                .revision(String.valueOf(balancer.revision))
                .build();
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        return line.call(Call.READ_HEALTH, backend.name(), () -> {
            SimulatedBackend found = set(Call.READ_HEALTH, backendSet).backend(backend);
            if (found == null) {
                throw line.refusal(Outcome.NOT_FOUND, Call.READ_HEALTH, backend.name(), "HTTP 404");
            }
            return found.healthy ? BackendHealth.OK : BackendHealth.CRITICAL;
        });
    }

    @Override
    public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        return line.call(Call.READ_UNHEALTHY, backendSet, () -> {
            Map<String, BackendHealth> unhealthyBackends = new HashMap<>();
            for (SimulatedBackend backend :
                    set(Call.READ_UNHEALTHY, backendSet).backends.values()) {
                if (!backend.healthy) {
                    unhealthyBackends.put(backend.config.name(), BackendHealth.CRITICAL);
                }
            }
            return unhealthyBackends;
        });
    }

    @Override
    public List<Operation> operationsInFlight() {
        return line.call(Call.BALANCER_REQUESTS, balancer.id, requests::inFlight);
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription description, String backendSet, Backend desired) {
        return change(Call.UPDATE_BACKEND, description, backendSet, desired, set -> {
            SimulatedBackend found = set.backend(desired);
            if (found == null) {
                throw line.refusal(Outcome.NOT_FOUND, Call.UPDATE_BACKEND, desired.name(), "HTTP 404");
            }
            return new Planned(new Act.Write(set, found.config, desired), () -> world.traffic.written(found, desired));
        });
    }

    @Override
    public Operation addBackend(LoadBalancerDescription description, String backendSet, Backend backend) {
        return change(Call.ADD_BACKEND, description, backendSet, backend, set -> {
            if (set.backend(backend) != null) {
                throw line.refusal(
                        Outcome.CONFLICT, Call.ADD_BACKEND, backend.name(), "HTTP 409 InvalidatedRetryToken");
            }
            return new Planned(new Act.Add(set, backend), () -> {
                world.traffic.added(set, backend);
                set.rightful.put(backend.name(), backend);
            });
        });
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription description, String backendSet, Backend backend) {
        return change(Call.REMOVE_BACKEND, description, backendSet, backend, set -> {
            SimulatedBackend found = set.backend(backend);
            if (found == null) {
                throw line.refusal(Outcome.NOT_FOUND, Call.REMOVE_BACKEND, backend.name(), "HTTP 404");
            }
            return new Planned(new Act.Remove(set, found.config), () -> set.backends.remove(backend.name()));
        });
    }

    /** Requested change, and its effect. */
    private record Planned(Act act, Runnable effect) {}

    @FunctionalInterface
    private interface Planning {
        Planned plan(SimulatedSet set);
    }

    private Operation change(
            Call call, LoadBalancerDescription description, String setName, Backend backend, Planning planning) {
        return line.call(call, setName + " " + backend.name(), balancer.id, () -> {
            if (requests.busy(balancer.id)
                    || !description.revision().equals(Optional.of(String.valueOf(balancer.revision)))) {
                throw line.refusal(Outcome.CONFLICT, call, backend.name(), "HTTP 409: busy, or changed since");
            }
            Planned planned = planning.plan(set(call, setName));
            Operation[] begun = new Operation[1];
            world.act(planned.act(), () -> {
                balancer.revised(world.truth.now);
                begun[0] = requests.begin(call, balancer.id, world.draw.seconds(1, 6), () -> {
                    planned.effect().run();
                    balancer.revised(world.truth.now);
                    world.truth.changes++;
                });
            });
            return begun[0];
        });
    }

    @Override
    public Operation operation(String operationId) {
        return line.call(
                Call.BALANCER_REQUEST, operationId, () -> requests.read(line, Call.BALANCER_REQUEST, operationId));
    }

    private SimulatedSet set(Call call, String name) {
        return balancer.sets.stream()
                .filter(set -> set.name.equals(name))
                .findFirst()
                .orElseThrow(() -> line.refusal(Outcome.NOT_FOUND, call, name, "HTTP 404"));
    }
}
