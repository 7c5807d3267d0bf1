package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.PoolNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An autoscaler that gives a pool another size while a surge is open. */
class ResizedDuringSurgeTest {
    private static final int NODES = 3;
    private static final int SURGE = 2;

    private final SmallWorld world = new SmallWorld(NODES);

    private void runWhileAnotherClient(String call, Runnable resizes) {
        world.rollout = Rollout.maxSurge(SURGE);
        world.before.put(call, () -> {
            world.before.remove(call);
            resizes.run();
        });
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        roll.run();
    }

    private void addOne() {
        world.size++;
        world.addNode(SmallWorld.NEW);
    }

    private void takeOne() {
        world.size--;
        world.take(world.members.stream()
                .filter(member ->
                        member.version().filter(SmallWorld.NEW::equals).isPresent())
                .reduce((first, last) -> last)
                .flatMap(PoolNode::instanceId)
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cordon", "remove backend"})
    void aPoolThatIsMadeLargerStopsTheRollWithAllNodesInService(String call) {
        requireStopped(
                call,
                this::addOne,
                "a size of " + (NODES + SURGE + 1) + ", which was set meanwhile: set it to " + (NODES + SURGE)
                        + " again",
                "withAcceptedPoolSize(\"pool\", " + (NODES + 1) + ")");
    }

    /** The last surge node is in no node's place yet. */
    @Test
    void aPoolThatIsMadeSmallerStopsTheRollWithAllNodesInService() {
        requireStopped("add backend", this::takeOne, "another client has set meanwhile");
    }

    /** As the run has asked for nodes, an autoscaler takes away as many others. */
    @Test
    void aPoolThatHasItsSizeAgainByAnotherClientIsNotMadeLargerOnceMore() {
        requireStopped(
                "read work request",
                () -> {
                    world.before.put("read pool", () -> {
                        if (world.size == NODES + SURGE) {
                            world.before.remove("read pool");
                            world.size = NODES;
                            world.take("instance-3");
                            takeOne();
                            world.size = NODES;
                        }
                    });
                },
                "a size of " + (NODES + SURGE) + ", which the run has given it");
        assertThat(world.log).filteredOn(line -> line.startsWith("size")).hasSize(1);
    }

    /** Another client resizes the pool, and a deletion in it fails, before the run has asked for nodes. */
    @Test
    void aSurgeThatFailsBeforeItHasBegunGivesTheNodesBackToTheAutoscaler() {
        Throwable end = catchThrowable(() -> runWhileAnotherClient("disable scale-down", () -> {
            addOne();
            world.members.set(
                    0,
                    world.members.get(0).toBuilder()
                            .lifecycle(Lifecycle.FAILING)
                            .build());
        }));

        assertThat(end).isInstanceOf(EvenkeelException.class).hasMessageContaining("FAILING");
        assertThat(world.nodes.values()).noneMatch(node -> node.scaleDown().isDisabled());
        assertThat(world.log).noneMatch(line -> line.startsWith("size"));
    }

    private void requireStopped(String call, Runnable resizes, String... reasons) {
        Throwable end = catchThrowable(() -> runWhileAnotherClient(call, resizes));

        assertThat(end).isInstanceOf(EvenkeelException.class).hasMessageContainingAll(reasons);
        assertThat(((EvenkeelException) end).upgradeReport().orElseThrow().manualSteps())
                .anySatisfy(step -> assertThat(step.what()).contains("node pool pool", "size of " + NODES));
        assertThat(world.allServe()).isTrue();
        assertThat(world.nodes).hasSizeGreaterThanOrEqualTo(NODES);
    }
}
