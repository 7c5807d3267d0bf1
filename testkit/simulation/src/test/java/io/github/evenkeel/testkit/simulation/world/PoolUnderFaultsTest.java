package io.github.evenkeel.testkit.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a caller asks of a pool, and whatever comes of that, the pool has as many machines as its size in the end.
 */
class PoolUnderFaultsTest {
    private static final int CALLS = 60;

    @ParameterizedTest
    @EnumSource(
            names = {
                "REQUEST_SLOW",
                "REQUEST_FAILED",
                "REQUEST_WITHOUT_EFFECT",
                "REQUEST_ENDS_EARLY",
                "REQUEST_VANISHED",
                "DELETION_HELD",
                "ADDRESS_REUSED",
                "NODE_ERROR_PASSES",
                "NO_CAPACITY",
                "ANSWER_LOST",
                "CONFLICT"
            })
    void hasAsManyMachinesAsItsSizeInTheEnd(Fault fault) {
        for (long seed = 0; seed < 20; seed++) {
            EmptyWorld it = new EmptyWorld();
            Pool pool = it.pool("pool", 4);
            pool.domains = List.of("AD-1", "AD-2");
            for (int i = 0; i < pool.size; i++) {
                it.machine(pool, Provider.address(it.world.serial()));
            }
            it.faults.with(fault, null, 6);
            Draw draw = new Draw(seed, "calls");
            ManagedCluster port = new SimulatedCluster(it.world);
            for (int i = 0; i < CALLS; i++) {
                ask(port, draw);
                it.pass(draw.seconds(0, 20));
            }
            it.faults.heal();
            it.pass(Duration.ofHours(1).toNanos());

            assertThat(pool.remaining()).as("machines of seed %s", seed).isEqualTo(pool.size);
            assertThat(pool.failures).isEmpty();
            assertThat(pool.machines).allMatch(Machine::remains);
            assertThat(it.world.requests(SimulatedCluster.ID).busy(pool.id)).isFalse();
        }
    }

    private static void ask(ManagedCluster port, Draw draw) {
        try {
            NodePool seen = port.nodePool("pool");
            if (seen.nodes().isEmpty()) {
                port.increaseNodePoolSize(seen, 2);
                return;
            }
            PoolNode node = draw.oneOf(seen.nodes());
            switch (draw.below(6)) {
                case 0 -> port.increaseNodePoolSize(seen, seen.size() + draw.between(1, 2));
                case 1 -> port.removePlaceholders(seen, seen.machines().size());
                case 2 -> port.deleteSurplusNode(seen, node);
                default -> port.replaceNode(seen, node);
            }
        } catch (ServiceException refused) {
            assertThat(refused.outcome()).isNotEqualTo(ServiceException.Outcome.DENIED);
        }
    }
}
