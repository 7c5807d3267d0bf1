package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pools that a plan is about, and those that the provider lists. */
class ListedPoolsTest {
    private final SmallWorld world = new SmallWorld(2);

    private Preview preview() {
        return new Roll(SessionOpening.toLook(world.spec())).preview();
    }

    private void requireBlocker(String... words) {
        assertThat(preview().blockers())
                .extracting(Finding::toString)
                .singleElement()
                .satisfies(blocker -> assertThat(blocker).contains(words));
    }

    @Test
    void aPoolThatIsNamedIsReadThoughItIsNotListed() {
        world.listedPools = List.of();
        world.poolsOfThePlan = Set.of("pool");

        assertThat(preview().canRoll()).isTrue();
        assertThat(preview().steps())
                .anySatisfy(step -> assertThat(step.object()).isEqualTo("node 10.0.10.1"));
    }

    @Test
    void aPoolThatCanNotBeReadAndIsNotInThePlanDoesNotStopIt() {
        world.listedPools = List.of("pool", "locked");
        world.poolsOfThePlan = Set.of("pool");

        assertThat(preview().canRoll()).isTrue();
    }

    @Test
    void aPoolThatCanNotBeReadStopsAPlanForAllPools() {
        world.listedPools = List.of("pool", "locked");

        requireBlocker("read pool locked", "HTTP 404", "req-7", "permissions");
    }

    @Test
    void aPoolThatIsDeletedWhileThePoolsAreReadDoesNot() {
        world.listedPools = List.of("pool", "deleted");
        world.before.put("read pool", () -> world.listedPools = List.of("pool"));

        assertThat(preview().canRoll()).isTrue();
    }

    @Test
    void aPoolThatIsNamedAndCanNotBeReadIsNamedInTheRefusal() {
        world.poolsOfThePlan = Set.of("pool", "typo");

        requireBlocker("node pool typo", "no such pool");
    }

    @Test
    void nodeCyclingIsSwitchedOffByTheUpdateIfThePlanSaysSo() {
        world.cycling = NodeCycling.ON;
        requireBlocker("node pool pool", "node cycling on");

        world.cyclingAllowed = NodeCycling.ON;
        run();

        assertThat(world.cycling).isEqualTo(NodeCycling.OFF);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
    }

    @Test
    void nodeCyclingThatIsSwitchedOnMeanwhileStopsTheRunBeforeTheUpdate() {
        world.before.put("upgrade control plane", () -> world.cycling = NodeCycling.ON);

        assertThatThrownBy(this::run).hasMessageContaining("node cycling off");

        assertThat(world.log).doesNotContain("pool");
    }

    private void run() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        roll.run();
    }
}
