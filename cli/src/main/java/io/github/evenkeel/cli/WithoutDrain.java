package io.github.evenkeel.cli;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Load balancer that only pretends to drain, as if the first step of the procedure were forgotten.
 *
 * <p>Only for {@code roll --skip-lb-drain}, to show that the sandbox detects lost requests. The library has no such
 * option.
 */
final class WithoutDrain implements LoadBalancer {
    private final LoadBalancer real;
    private final Set<String> pretended = ConcurrentHashMap.newKeySet();

    WithoutDrain(LoadBalancer real) {
        this.real = real;
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public LoadBalancerDescription describe() {
        LoadBalancerDescription seen = real.describe();
        return seen.toBuilder()
                .backendSets(seen.backendSets().stream().map(this::pretend).toList())
                .build();
    }

    private BackendSet pretend(BackendSet set) {
        return set.toBuilder()
                .backends(set.backends().stream()
                        .map(backend -> pretended.contains(set.name() + "/" + backend.name())
                                ? backend.with(Backend.Mode.DRAIN)
                                : backend)
                        .toList())
                .build();
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
        String name = backendSet + "/" + desired.name();
        if (desired.is(Backend.Mode.DRAIN)) {
            pretended.add(name);
        } else {
            pretended.remove(name);
        }
        return Operation.builder("pretended", Operation.State.SUCCEEDED)
                .kind("UpdateBackend")
                .build();
    }

    @Override
    public Operation operation(String operationId) {
        return operationId.equals("pretended")
                ? Operation.builder("pretended", Operation.State.SUCCEEDED)
                        .kind("UpdateBackend")
                        .build()
                : real.operation(operationId);
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        return real.health(backendSet, backend);
    }

    @Override
    public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        return real.unhealthyBackends(backendSet);
    }

    @Override
    public List<Operation> operationsInFlight() {
        return real.operationsInFlight();
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return real.addBackend(seen, backendSet, backend);
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return real.removeBackend(seen, backendSet, backend);
    }
}
