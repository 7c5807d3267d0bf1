package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the load balancers of a world's Services by the names that a controller has given them. */
public final class SimulatedServiceBalancers implements ServiceLoadBalancers {
    private final World world;
    private final Line line;
    private final UnaryOperator<LoadBalancer> wrapper;

    /**
     * One way to a world.
     *
     * @param wrapper what comes between the roll and each of them
     */
    public SimulatedServiceBalancers(World world, UnaryOperator<LoadBalancer> wrapper) {
        this.world = world;
        this.wrapper = wrapper;
        line = new Line(world);
    }

    @Override
    public Optional<LoadBalancer> find(ServiceAddress service) {
        return line.call(Call.FIND_BALANCER, service.path(), () -> world.truth.balancers.stream()
                .filter(balancer -> balancer.name().equals(service.uid()))
                .findFirst()
                .map(balancer -> wrapper.apply(new SimulatedBalancer(world, balancer))));
    }
}
