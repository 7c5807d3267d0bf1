package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Load balancer that accepts changes only while the run holds the lock; reads renew the lock. */
public record GuardedLoadBalancer(LoadBalancer loadBalancer, LeaseGuard lease) implements LoadBalancer {
    @Override
    public Optional<String> endpoint() {
        return loadBalancer.endpoint();
    }

    @Override
    public String id() {
        return loadBalancer.id();
    }

    @Override
    public LoadBalancerDescription describe() {
        lease.renewIfDue();
        return loadBalancer.describe();
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        lease.renewIfDue();
        return loadBalancer.health(backendSet, backend);
    }

    @Override
    public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        lease.renewIfDue();
        return loadBalancer.unhealthyBackends(backendSet);
    }

    @Override
    public List<Operation> operationsInFlight() {
        lease.renewIfDue();
        return loadBalancer.operationsInFlight();
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
        lease.require("update backend " + desired.name());
        return loadBalancer.updateBackend(seen, backendSet, desired);
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        lease.require("add backend " + backend.name());
        return loadBalancer.addBackend(seen, backendSet, backend);
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        lease.require("remove backend " + backend.name());
        return loadBalancer.removeBackend(seen, backendSet, backend);
    }

    @Override
    public Optional<String> cliCommand(String backendSet, Backend backend, CliAction what) {
        return loadBalancer.cliCommand(backendSet, backend, what);
    }

    @Override
    public Operation operation(String operationId) {
        lease.renewIfDue();
        return loadBalancer.operation(operationId);
    }
}
