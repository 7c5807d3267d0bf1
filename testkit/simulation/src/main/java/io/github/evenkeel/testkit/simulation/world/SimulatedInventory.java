package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import java.util.List;

/** Lists all load balancers of a world, those of Services included. */
public final class SimulatedInventory implements LoadBalancerInventory {
    private final World world;
    private final Line line;

    /** One way to a world. */
    public SimulatedInventory(World world) {
        this.world = world;
        line = new Line(world);
    }

    @Override
    public List<LoadBalancerDescription> loadBalancers() {
        return line.call(Call.LIST_BALANCERS, "all", () -> world.truth.balancers.stream()
                .map(balancer -> new SimulatedBalancer(world, balancer).look())
                .toList());
    }
}
