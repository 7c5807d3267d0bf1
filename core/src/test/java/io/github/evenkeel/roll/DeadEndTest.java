package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.AttentionNeededException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.Acknowledged;
import io.github.evenkeel.run.Continuity;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.PoolNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Others change for good what a node needs that is underway: the failure says what leads on, and that does. */
class DeadEndTest {
    private static final String FIRST = "10.0.10.1:80";

    private final SmallWorld world = new SmallWorld(3);

    private UpgradeReport run(Commission commission) {
        Roll roll = new Roll(commission);
        roll.prepare();
        return roll.run();
    }

    private String failure(Commission commission) {
        AttentionNeededException e = catchThrowableOfType(AttentionNeededException.class, () -> run(commission));
        return e.failure().orElseThrow().found();
    }

    private Commission goingOn(Acknowledged acknowledged) {
        return Commission.toGoOn(world.settings(new Continuity(world.journal, null, null, acknowledged)));
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
        String way = "acceptingPoolSize(\"pool\", 4)";
        assertThat(failure(Commission.anew(world.settings()))).contains("a size of 4", "set it to 3 again", way);
        assertThat(failure(goingOn(Acknowledged.NOTHING))).contains(way);
        assertThat(failure(goingOn(Acknowledged.NOTHING.withPoolSize("pool", 5))))
                .as("another size than was acknowledged")
                .contains(way);

        UpgradeReport report = run(goingOn(Acknowledged.NOTHING.withPoolSize("pool", 4)));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.members).hasSize(4).extracting(PoolNode::version).containsOnly(SmallWorld.NEW);
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
        failure(Commission.anew(world.settings()));
        world.size = 3;
        world.members.remove(world.members.size() - 1);

        assertThat(run(goingOn(Acknowledged.NOTHING)).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aPoolThatIsSmallerForGoodLosesTheBackendsOfTheNodeThatIsGone() {
        once("replace node", () -> {
            world.size = 2;
            world.replacementsArrive = false;
        });
        String way = "acceptingPoolSize(\"pool\", 2)";
        assertThat(failure(Commission.anew(world.settings()))).contains("resized from 3 to 2", way);
        assertThat(failure(goingOn(Acknowledged.NOTHING))).contains(way);
        world.replacementsArrive = true;

        UpgradeReport report = run(goingOn(Acknowledged.NOTHING.withPoolSize("pool", 2)));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.warnings()).extracting(Object::toString).anySatisfy(warning -> assertThat(warning)
                .contains("node 10.0.10.1", "acknowledged"));
        assertThat(world.members).hasSize(2).extracting(PoolNode::version).containsOnly(SmallWorld.NEW);
        assertThat(world.backends).hasSize(2).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
        assertThat(world.journal.read().entries().keySet()).noneMatch(key -> key.startsWith("node."));
    }

    @Test
    void aPoolThatIsDeletedForGoodLeavesTheRestToTheNextPlan() {
        once("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(Commission.anew(world.settings()))).isInstanceOf(SmallWorld.Crash.class);
        world.poolIsDeleted = true;
        world.nodes.clear();
        world.pods.clear();
        String way = "acceptingPoolSize(\"pool\", 0)";
        assertThat(failure(goingOn(Acknowledged.NOTHING))).contains("HTTP 404", way);
        assertThat(failure(goingOn(Acknowledged.NOTHING))).contains(way);

        failure(goingOn(Acknowledged.NOTHING.withPoolSize("pool", 0)));

        assertThat(world.backends).doesNotContainKey(FIRST);
        assertThat(world.journal.read().entries().keySet()).noneMatch(key -> key.startsWith("node."));
    }

    @Test
    void aBackendThatOthersHaveGivenTrafficAgainIsNotTakenOut() {
        once("replace node", () -> {
            world.size = 2;
            world.replacementsArrive = false;
        });
        failure(Commission.anew(world.settings()));
        world.replacementsArrive = true;
        world.backends.put(FIRST, new Backend("10.0.10.1", 80, 3, 0, Set.of()));

        run(goingOn(Acknowledged.NOTHING.withPoolSize("pool", 2)));

        assertThat(world.backends).containsKey(FIRST);
    }

    @Test
    void aBackendSetThatWasRenamedIsLeftOutOnceThatIsAcknowledged() {
        once("replace node", () -> world.later(10, () -> world.set = "web-2"));
        String way = "acceptingMissingBackendSet(\"balancer\", \"web\")";
        assertThat(failure(Commission.anew(world.settings()))).contains("no such set", way);
        assertThat(failure(goingOn(Acknowledged.NOTHING))).contains(way, "in the place of the old node's");
        Backend old = world.backends.remove(FIRST);
        String address = String.valueOf(world.members.get(2).privateIp());
        world.backends.put(address + ":80", old.at(address).without(Backend.Mode.DRAIN));

        UpgradeReport report = run(goingOn(Acknowledged.NOTHING.withMissingSet("balancer", "web")));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.warnings()).extracting(Object::toString).anySatisfy(warning -> assertThat(warning)
                .contains(FIRST, "set web", "acknowledged", "another name"));
        assertThat(world.members).hasSize(3).extracting(PoolNode::version).containsOnly(SmallWorld.NEW);
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
        failure(Commission.anew(world.settings()));

        UpgradeReport report = run(goingOn(Acknowledged.NOTHING.withMissingSet("balancer", "web")));

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.members).hasSize(3).extracting(PoolNode::version).containsOnly(SmallWorld.NEW);
    }

    @Test
    void aBackendSetThatIsThereIsNotLeftOutWhateverWasAcknowledged() {
        once("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(Commission.anew(world.settings()))).isInstanceOf(SmallWorld.Crash.class);

        run(goingOn(Acknowledged.NOTHING.withMissingSet("balancer", "web")));

        assertThat(world.backends).hasSize(3).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aReplacementThatOthersDeleteIsFollowedByAnother() {
        once("add backend", () -> {
            PoolNode replacement = world.members.get(world.members.size() - 1);
            world.remove(String.valueOf(replacement.instanceId()));
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(Commission.anew(world.settings()))).isInstanceOf(SmallWorld.Crash.class);

        assertThat(run(goingOn(Acknowledged.NOTHING)).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.backends).hasSize(3).doesNotContainKey(FIRST);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        UpgradePlan plan = UpgradePlan.forCluster(world.cloud, world.kubernetes).withLoadBalancer(world.balancer);

        assertThatThrownBy(() -> plan.acceptingPoolSize("pool", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("pool", "-1");
    }
}
