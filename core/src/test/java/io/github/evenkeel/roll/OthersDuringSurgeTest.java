package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ServiceException;
import org.junit.jupiter.api.Test;

/** Other clients that replace nodes and drain backends while a surge is open. */
class OthersDuringSurgeTest {
    private static final int NODES = 3;
    private static final String FIRST = "10.0.10.1";

    private final SmallWorld world = new SmallWorld(NODES);

    private UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private UpgradeReport begin() {
        return run(SessionOpening.anew(world.spec()));
    }

    /** Another client does something just before the run's next call. */
    private void meanwhile(String call, Runnable what) {
        world.before.put(call, () -> {
            world.before.remove(call);
            what.run();
        });
    }

    private void replace(String instance) {
        world.take(instance);
        world.addNode(SmallWorld.NEW);
    }

    private static ServiceException conflict(String operation) {
        return ServiceException.of(ServiceException.Outcome.CONFLICT, operation, "it is being deleted");
    }

    private void requireItsSize() {
        assertThat(world.size).isEqualTo(NODES);
        assertThat(world.members).hasSize(NODES);
        assertThat(world.allServe()).isTrue();
    }

    /** The pool has made a node in its place, and did not become smaller. */
    @Test
    void aNodeThatAnotherClientReplacesJustAsItIsDeletedLeavesNoNodeTooMany() {
        world.rollout = Rollout.maxSurge(NODES);
        meanwhile("delete surplus node", () -> {
            replace(undrained());
            throw conflict("delete surplus node");
        });

        assertThat(begin().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        requireItsSize();
        assertThat(world.log)
                .filteredOn(line -> line.startsWith("delete surplus"))
                .hasSize(NODES);
    }

    /** The node that is being deleted: it is cordoned, and its backends are drained. */
    private String undrained() {
        return world.nodes.values().stream()
                .filter(node -> node.cordon().on())
                .flatMap(node -> node.instanceId().stream())
                .findFirst()
                .orElseThrow();
    }

    /** So does one that was added, and leaves in the end. */
    @Test
    void aSurgeNodeThatAnotherClientReplacesJustAsItLeavesLeavesNoNodeTooMany() {
        world.rollout = Rollout.maxSurge(1);
        meanwhile("cordon", () -> {
            meanwhile("delete surplus node", () -> {
                replace(undrained());
                throw conflict("delete surplus node");
            });
            throw SmallWorld.rejected("cordon");
        });

        assertThat(catchThrowable(this::begin)).isInstanceOf(EvenkeelException.class);

        requireItsSize();
    }

    /** Its backend is drained while its successor begins to serve: that drain is not the run's to end. */
    @Test
    void aBackendThatAnotherClientDrainsBeforeTheRunDoesStaysDrained() {
        world.rollout = Rollout.maxSurge(1);
        meanwhile("add backend", this::drainFirst);
        world.before.put("cordon", () -> {
            throw SmallWorld.rejected("cordon");
        });

        assertThat(catchThrowable(this::begin)).isInstanceOf(EvenkeelException.class);

        requireFirstIsDrained();
    }

    @Test
    void soItDoesIfAnotherProcessGoesOn() {
        world.rollout = Rollout.maxSurge(1);
        meanwhile("add backend", () -> {
            throw new SmallWorld.Crash();
        });
        assertThat(catchThrowable(this::begin)).isInstanceOf(SmallWorld.Crash.class);
        drainFirst();
        world.before.put("cordon", () -> {
            throw SmallWorld.rejected("cordon");
        });

        assertThat(catchThrowable(() -> run(SessionOpening.toGoOn(world.spec()))))
                .isInstanceOf(EvenkeelException.class);

        requireFirstIsDrained();
    }

    /** The journal has the backend as it was when the run drained it, not as it was when its successor was found. */
    @Test
    void soItDoesIfAnotherProcessGoesOnFromItsDrain() {
        world.rollout = Rollout.maxSurge(1);
        meanwhile("add backend", () -> {
            drainFirst();
            world.before.put("cordon", () -> {
                throw new SmallWorld.Crash();
            });
        });
        assertThat(catchThrowable(this::begin)).isInstanceOf(SmallWorld.Crash.class);
        world.before.put("cordon", () -> {
            throw SmallWorld.rejected("cordon");
        });

        assertThat(catchThrowable(() -> run(SessionOpening.toGoOn(world.spec()))))
                .isInstanceOf(EvenkeelException.class);

        requireFirstIsDrained();
    }

    private void drainFirst() {
        world.revision++;
        world.backends.computeIfPresent(FIRST + ":80", (name, backend) -> backend.with(Backend.Mode.DRAIN));
    }

    private void requireFirstIsDrained() {
        assertThat(world.backends.values())
                .filteredOn(backend -> !backend.acceptsTraffic())
                .extracting(Backend::address)
                .containsExactly(FIRST);
    }

    /** Another client has put a machine in the place of a node that could not be put back. */
    @Test
    void aMachineWithTheNameOfAnUnfinishedNodeIsNotTakenForIt() {
        world.rollout = Rollout.maxSurge(1);
        meanwhile("cordon", () -> {
            world.take("instance-1");
            world.addNode(SmallWorld.NEW, FIRST);
            world.before.put("update backend", () -> {
                throw SmallWorld.rejected("update backend");
            });
        });

        Throwable end = catchThrowable(this::begin);

        assertThat(end).isInstanceOf(EvenkeelException.class);
        assertThat(RunJournal.read(world.journal).unfinished())
                .extracting(NodeState::instanceId)
                .containsExactly("instance-1");
        assertThat(((EvenkeelException) end).failure().orElseThrow().manualSteps())
                .anySatisfy(step -> assertThat(step.what())
                        .contains("node pool pool", "node " + FIRST + " in the place of another node"));
    }
}
