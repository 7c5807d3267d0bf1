package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.Acknowledgements;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.PoolNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Others change for good what a node needs that is underway: the failure says what leads on, and that does. */
class DeadEndTest {
    private static final String FIRST = "10.0.10.1:80";

    private final SmallWorld world = new SmallWorld(3);

    private UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private String failure(RunSession session) {
        RunFailedException e = catchThrowableOfType(RunFailedException.class, () -> run(session));
        return e.failure().orElseThrow().actual();
    }

    private RunSession goingOn(Acknowledgements acknowledged) {
        return SessionOpening.toGoOn(world.spec(new Durability(world.journal, null, null, null, acknowledged, null)));
    }

    private void once(String operation, Runnable effect) {
        world.before.put(operation, () -> {
            world.before.remove(operation);
            effect.run();
        });
    }

    @Test
    void aPoolThatOthersHaveMadeLargerIsTakenAsItIsOnceThatIsAcknowledged() {
        once(
                "replace node",
                () -> world.later(10, () -> {
                    world.size = 4;
                    world.addNode(SmallWorld.NEW);
                }));
        String way = "withAcceptedPoolSize(\"pool\", 4)";
        assertThat(failure(SessionOpening.anew(world.spec()))).contains("a size of 4", "set it to 3 again", way);
        assertThat(failure(goingOn(Acknowledgements.NOTHING))).contains(way);
        assertThat(failure(goingOn(Acknowledgements.NOTHING.withPoolSize("pool", 5))))
                .as("another size than was acknowledged")
                .contains(way);

        UpgradeReport report = run(goingOn(Acknowledgements.NOTHING.withPoolSize("pool", 4)));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.members).hasSize(4).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.backends).hasSize(3).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void theSizeThatItHadLeadsOnAsWell() {
        once(
                "replace node",
                () -> world.later(10, () -> {
                    world.size = 4;
                    world.addNode(SmallWorld.NEW);
                }));
        failure(SessionOpening.anew(world.spec()));
        world.size = 3;
        world.members.remove(world.members.size() - 1);

        assertThat(run(goingOn(Acknowledgements.NOTHING)).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aPoolThatIsSmallerForGoodLosesTheBackendsOfTheNodeThatIsGone() {
        once("replace node", () -> {
            world.size = 2;
            world.replacementsArrive = false;
        });
        String way = "withAcceptedPoolSize(\"pool\", 2)";
        assertThat(failure(SessionOpening.anew(world.spec()))).contains("resized from 3 to 2", way);
        assertThat(failure(goingOn(Acknowledgements.NOTHING))).contains(way);
        world.replacementsArrive = true;

        UpgradeReport report = run(goingOn(Acknowledgements.NOTHING.withPoolSize("pool", 2)));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.warnings()).extracting(Object::toString).anySatisfy(warning -> assertThat(warning)
                .contains("node 10.0.10.1", "acknowledged"));
        assertThat(world.members).hasSize(2).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.backends).hasSize(2).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
        assertThat(world.journal.read().entries().keySet()).noneMatch(key -> key.startsWith("node."));
    }

    @Test
    void aPoolThatIsDeletedForGoodLeavesTheRestToTheNextPlan() {
        once("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.poolIsDeleted = true;
        world.nodes.clear();
        world.pods.clear();
        String way = "withAcceptedPoolSize(\"pool\", 0)";
        assertThat(failure(goingOn(Acknowledgements.NOTHING))).contains("HTTP 404", way);
        assertThat(failure(goingOn(Acknowledgements.NOTHING))).contains(way);

        failure(goingOn(Acknowledgements.NOTHING.withPoolSize("pool", 0)));

        assertThat(world.backends).doesNotContainKey(FIRST);
        assertThat(world.journal.read().entries().keySet()).noneMatch(key -> key.startsWith("node."));
    }

    @Test
    void aBackendThatOthersHaveGivenTrafficAgainIsNotTakenOut() {
        once("replace node", () -> {
            world.size = 2;
            world.replacementsArrive = false;
        });
        failure(SessionOpening.anew(world.spec()));
        world.replacementsArrive = true;
        world.backends.put(FIRST, Backend.builder("10.0.10.1", 80).weight(3).build());

        run(goingOn(Acknowledgements.NOTHING.withPoolSize("pool", 2)));

        assertThat(world.backends).containsKey(FIRST);
    }

    @Test
    void aBackendSetThatWasRenamedIsLeftOutOnceThatIsAcknowledged() {
        once("replace node", () -> world.later(10, () -> world.set = "web-2"));
        String way = "withAcceptedMissingBackendSet(\"balancer\", \"web\")";
        assertThat(failure(SessionOpening.anew(world.spec()))).contains("no such set", way);
        assertThat(failure(goingOn(Acknowledgements.NOTHING))).contains(way, "in the place of the old node's");
        Backend old = world.backends.remove(FIRST);
        String address = world.members.get(2).privateIp().orElseThrow();
        world.backends.put(address + ":80", old.at(address).without(Backend.Mode.DRAIN));

        UpgradeReport report = run(goingOn(Acknowledgements.NOTHING.withMissingSet("balancer", "web")));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.warnings()).extracting(Object::toString).anySatisfy(warning -> assertThat(warning)
                .contains(FIRST, "set web", "acknowledged", "another name"));
        assertThat(world.members).hasSize(3).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.backends).hasSize(3);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aBackendSetThatIsGoneForGoodDoesNotKeepTheRestFromBeingRolled() {
        once(
                "replace node",
                () -> world.later(10, () -> {
                    world.set = "another one";
                    world.backends.remove(FIRST);
                }));
        failure(SessionOpening.anew(world.spec()));

        UpgradeReport report = run(goingOn(Acknowledgements.NOTHING.withMissingSet("balancer", "web")));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.members).hasSize(3).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
    }

    @Test
    void aBackendSetThatIsThereIsNotLeftOutWhateverWasAcknowledged() {
        once("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);

        run(goingOn(Acknowledgements.NOTHING.withMissingSet("balancer", "web")));

        assertThat(world.backends).hasSize(3).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aReplacementThatOthersDeleteIsFollowedByAnother() {
        once("add backend", () -> {
            PoolNode replacement = world.members.get(world.members.size() - 1);
            world.remove(replacement.instanceId().orElseThrow());
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);

        assertThat(run(goingOn(Acknowledgements.NOTHING)).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.backends).hasSize(3).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        UpgradePlan plan = UpgradePlan.forCluster(world.cloud, world.kubernetes).withLoadBalancer(world.balancer);

        assertThatThrownBy(() -> plan.withAcceptedPoolSize("pool", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("pool", "-1");
    }
}
