package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerContract;
import io.github.evenkeel.testkit.contract.LoadBalancerFixture;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

class SimulatedBalancerTest extends LoadBalancerContract {
    @Override
    protected LoadBalancerFixture fixture(Map<String, List<Backend>> backendSets) {
        return new Simulated(backendSets);
    }

    /** Behind each backend is a machine, which answers its health checks while it is ready. */
    private static final class Simulated implements LoadBalancerFixture {
        private static final long ANOTHER_CHANGE = Duration.ofHours(1).toNanos();

        private final EmptyWorld it = new EmptyWorld();
        private final Balancer balancer = new Balancer("balancer");
        private final Pool pool = it.pool("pool", 3);
        private final LoadBalancer port;

        Simulated(Map<String, List<Backend>> backendSets) {
            backendSets.forEach((name, backends) -> {
                SimulatedSet set = new SimulatedSet(balancer, name, Duration.ofSeconds(60));
                balancer.sets.add(set);
                backends.forEach(backend -> {
                    it.machine(pool, backend.address());
                    it.world.traffic.added(set, backend);
                });
            });
            it.truth.balancers.add(balancer);
            port = new SimulatedBalancer(it.world, balancer);
        }

        @Override
        public LoadBalancer port() {
            return port;
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            it.await(what, condition);
        }

        @Override
        public void passHealthChecks(String backendSet, Backend backend) {
            Machine machine = it.truth.at(backend.address());
            (machine == null ? it.machine(pool, backend.address()) : machine).ready = true;
            it.world.traffic.check(there(backendSet, backend));
        }

        @Override
        public void failHealthChecks(String backendSet, Backend backend) {
            Objects.requireNonNull(it.truth.at(backend.address())).ready = false;
            it.world.traffic.check(there(backendSet, backend));
        }

        @Override
        public void changedByAnotherClient(String backendSet, Backend settings) {
            it.world.traffic.written(there(backendSet, settings), settings);
            balancer.revised(it.truth.now);
        }

        private SimulatedBackend there(String backendSet, Backend backend) {
            SimulatedSet found = balancer.sets.stream()
                    .filter(set -> set.name.equals(backendSet))
                    .findFirst()
                    .orElseThrow();
            return Objects.requireNonNull(found.backend(backend));
        }

        @Override
        public void beginChangeOfAnotherClient() {
            it.world.requests(balancer.id).occupy(balancer.id, ANOTHER_CHANGE, () -> {});
        }

        @Override
        public void endChangeOfAnotherClient() {
            it.pass(ANOTHER_CHANGE);
        }

        @Override
        public void failNextUpdate() {
            it.faults.with(Fault.REQUEST_FAILED, Call.UPDATE_BACKEND, 1);
        }

        @Override
        public void failNextDescribe(Outcome outcome) {
            it.fail(Call.DESCRIBE_BALANCER, outcome);
        }

        @Override
        public void loseNextUpdate() {
            it.faults.with(Fault.REQUEST_LOST, Call.UPDATE_BACKEND, 1);
        }

        @Override
        public void loseAnswerOfNextUpdate() {
            it.faults.with(Fault.ANSWER_LOST, Call.UPDATE_BACKEND, 1);
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
