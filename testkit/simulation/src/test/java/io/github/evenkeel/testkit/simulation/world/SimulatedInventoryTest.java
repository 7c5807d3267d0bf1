package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryContract;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryFixture;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

class SimulatedInventoryTest extends LoadBalancerInventoryContract {
    @Override
    protected LoadBalancerInventoryFixture fixture(Map<String, Map<String, List<Backend>>> balancers) {
        return new Simulated(balancers);
    }

    /** Behind each backend is a machine. */
    private static final class Simulated implements LoadBalancerInventoryFixture {
        private final EmptyWorld it = new EmptyWorld();
        private final Pool pool = it.pool("pool", 3);
        private final LoadBalancerInventory port = new SimulatedInventory(it.world);

        Simulated(Map<String, Map<String, List<Backend>>> balancers) {
            balancers.forEach((name, sets) -> {
                Balancer balancer = new Balancer(name);
                it.truth.balancers.add(balancer);
                sets.forEach((set, backends) -> {
                    SimulatedSet made = new SimulatedSet(balancer, set, Duration.ofSeconds(60));
                    balancer.sets.add(made);
                    backends.forEach(backend -> add(made, backend));
                });
            });
        }

        private void add(SimulatedSet set, Backend backend) {
            if (it.truth.at(backend.address()) == null) {
                it.machine(pool, backend.address());
            }
            it.world.traffic.added(set, backend);
        }

        @Override
        public LoadBalancerInventory port() {
            return port;
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            it.await(what, condition);
        }

        @Override
        public void delete(String loadBalancerId) {
            it.truth.balancers.removeIf(balancer -> balancer.id.equals(loadBalancerId));
        }

        @Override
        public void addBackend(String loadBalancerId, String backendSet, Backend backend) {
            it.truth.balancers.stream()
                    .filter(balancer -> balancer.id.equals(loadBalancerId))
                    .flatMap(balancer -> balancer.sets.stream())
                    .filter(set -> set.name.equals(backendSet))
                    .forEach(set -> add(set, backend));
        }

        @Override
        public void failNextList(Outcome outcome) {
            it.fail(Call.LIST_BALANCERS, outcome);
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
