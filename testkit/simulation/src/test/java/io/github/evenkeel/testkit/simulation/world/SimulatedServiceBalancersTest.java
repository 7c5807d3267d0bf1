package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersContract;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersFixture;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.SimulatedService;
import java.util.List;
import java.util.function.BooleanSupplier;

class SimulatedServiceBalancersTest extends ServiceLoadBalancersContract {
    @Override
    protected ServiceLoadBalancersFixture fixture(List<ServiceAddress> services) {
        return new Simulated(services);
    }

    /** A world in which a Service has the UID that comes of its name, and the first of its addresses. */
    private static final class Simulated implements ServiceLoadBalancersFixture {
        private final EmptyWorld it = new EmptyWorld();
        private final ServiceLoadBalancers finder = new SimulatedServiceBalancers(it.world, balancer -> balancer);

        Simulated(List<ServiceAddress> services) {
            services.forEach(service -> {
                if (it.truth.balancers.stream().noneMatch(known -> known.name().equals(uid(service)))) {
                    it.truth.balancers.add(new Balancer("balancer-of-" + service.name(), simulated(service)));
                }
            });
        }

        private static SimulatedService simulated(ServiceAddress service) {
            return new SimulatedService(service.name(), service.address(), null);
        }

        private static String uid(ServiceAddress service) {
            return simulated(service).uid();
        }

        @Override
        public ServiceLoadBalancers port() {
            return service -> finder.find(service.toBuilder().uid(uid(service)).build());
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            it.await(what, condition);
        }

        @Override
        public void deleteBalancerOf(ServiceAddress service) {
            it.truth.balancers.removeIf(balancer -> balancer.name().equals(uid(service)));
        }

        @Override
        public void failNextFind(Outcome outcome) {
            it.fail(Call.FIND_BALANCER, outcome);
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
