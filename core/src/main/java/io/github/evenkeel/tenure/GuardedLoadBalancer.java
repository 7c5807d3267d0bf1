package io.github.evenkeel.tenure;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A load balancer that is changed only within the run's tenure; what reads it keeps that up. */
public record GuardedLoadBalancer(LoadBalancer loadBalancer, Tenure tenure) implements LoadBalancer {
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
        tenure.renewIfDue();
        return loadBalancer.describe();
    }

    @Override
    public BackendHealth health(String backendSet, Backend backend) {
        tenure.renewIfDue();
        return loadBalancer.health(backendSet, backend);
    }

    @Override
    public Map<String, BackendHealth> unwell(String backendSet) {
        tenure.renewIfDue();
        return loadBalancer.unwell(backendSet);
    }

    @Override
    public List<Operation> operationsInFlight() {
        tenure.renewIfDue();
        return loadBalancer.operationsInFlight();
    }

    @Override
    public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
        tenure.require("update backend " + desired.name());
        return loadBalancer.updateBackend(seen, backendSet, desired);
    }

    @Override
    public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        tenure.require("add backend " + backend.name());
        return loadBalancer.addBackend(seen, backendSet, backend);
    }

    @Override
    public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
        tenure.require("remove backend " + backend.name());
        return loadBalancer.removeBackend(seen, backendSet, backend);
    }

    @Override
    public Optional<String> byHand(String backendSet, Backend backend, ByHand what) {
        return loadBalancer.byHand(backendSet, backend, what);
    }

    @Override
    public Operation operation(String operationId) {
        tenure.renewIfDue();
        return loadBalancer.operation(operationId);
    }
}
