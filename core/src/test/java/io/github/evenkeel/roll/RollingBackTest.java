package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.NodeChanges;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Lifecycle;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A roll that takes node pools back to an older version. */
class RollingBackTest {
    private static final KubernetesVersion OLDEST = KubernetesVersion.parse("v1.28.2");

    /** Everything is at the newer version. */
    private static SmallWorld world(String to) {
        SmallWorld world = new SmallWorld(2);
        world.target = null;
        world.changes = NodeChanges.NONE.rollingBackTo(KubernetesVersion.parse(to));
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.members.replaceAll(
                member -> member.toBuilder().version(SmallWorld.NEW).build());
        world.nodes.replaceAll(
                (name, node) -> SmallWorld.node(name, node.instanceId().orElseThrow(), SmallWorld.NEW, Cordon.NONE));
        world.replacementsRun = KubernetesVersion.parse(to);
        return world;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private static Preview preview(SmallWorld world) {
        return new Roll(SessionOpening.toLook(world.spec())).preview();
    }

    private static List<String> blockers(SmallWorld world) {
        return preview(world).blockers().stream().map(Finding::toString).toList();
    }

    @Test
    void poolsGetTheOlderVersionWithItsImageThenTheirNodesAreReplaced() {
        SmallWorld world = world("v1.31.1");

        assertThat(preview(world).steps().get(0).toString())
                .contains("nodes of v1.32.1 from image image", "nodes of v1.31.1 from image old");
        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).hasSize(2).allMatch(node -> node.result() == NodeReport.Result.REPLACED);
        assertThat(report.preparation())
                .noneMatch(step -> step.step().equals(Step.UPGRADE_CONTROL_PLANE))
                .anyMatch(step -> step.step().equals(Step.UPDATE_NODE_POOL));
        assertThat(world.controlPlane).isEqualTo(SmallWorld.NEW);
        assertThat(world.poolVersion).isEqualTo(SmallWorld.OLD);
        assertThat(world.poolImage).isEqualTo("old");
        assertThat(world.members)
                .allMatch(member ->
                        member.version().filter(SmallWorld.OLD::equals).isPresent());
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aProcessThatGoesOnFinishesIt() {
        int moment = 0;
        while (crashes(moment)) {
            moment += 11;
        }
        assertThat(moment).isGreaterThan(100);
    }

    private static boolean crashes(int moment) {
        SmallWorld world = world("v1.31.1");
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }
        assertThat(run(SessionOpening.toGoOn(world.spec())).nodes())
                .as("crash at %s", moment)
                .hasSize(2);
        assertThat(world.members).as("crash at %s", moment).hasSize(2).allMatch(member -> member.version()
                .filter(SmallWorld.OLD::equals)
                .isPresent());
        return true;
    }

    /** As a run without a journal leaves it. */
    @Test
    void newerNodesOfAPoolThatIsBackAlreadyAreReplaced() {
        SmallWorld world = world("v1.31.1");
        world.poolVersion = SmallWorld.OLD;

        assertThat(run(SessionOpening.anew(world.spec())).nodes()).hasSize(2);
        assertThat(world.log).doesNotContain("pool");
    }

    @Test
    void aSecondRunIsRefused() {
        SmallWorld world = world("v1.31.1");
        run(SessionOpening.anew(world.spec()));

        assertThat(blockers(world))
                .containsExactly("rollback to v1.31.1: found all pools of the plan at this version, and no newer node;"
                        + " needed a pool or a node that is newer; nothing, if it was rolled back before; else choose an"
                        + " older version");
    }

    @Test
    void aNewerVersionIsRefused() {
        assertThat(blockers(world("v1.33.1"))).anySatisfy(blocker -> assertThat(blocker)
                .contains(
                        "node pool pool (pool): found version v1.32.1; needed a version newer than v1.33.1",
                        "toVersion"));
    }

    @Test
    void aVersionThatIsNotOfferedIsRefused() {
        SmallWorld world = world("v1.31.9");

        assertThat(blockers(world))
                .containsExactly("rollback to v1.31.9: found versions on offer for nodes: v1.31.1, v1.32.1; needed a"
                        + " version that the service offers; choose one of these");
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(PlanRefusedException.class);
        assertThat(world.log).isEmpty();
    }

    @Test
    void aVersionTooFarBehindTheControlPlaneIsRefused() {
        SmallWorld world = world(OLDEST.toString());
        world.nodeVersions = List.of(OLDEST, SmallWorld.OLD, SmallWorld.NEW);

        assertThat(blockers(world))
                .containsExactly(
                        "rollback to v1.28.2: found a control plane at v1.32.1; needed a version at most 3 minor"
                                + " versions behind it; choose a newer version");
    }

    @Test
    void anUpgradeToAnOlderVersionIsRefusedWithTheWayBack() {
        SmallWorld world = world("v1.31.1");
        world.changes = NodeChanges.NONE;
        world.target = SmallWorld.OLD;

        assertThat(blockers(world))
                .anySatisfy(blocker -> assertThat(blocker).contains("rollingBackTo(...) takes node pools back"))
                .anySatisfy(
                        blocker -> assertThat(blocker).contains("to take the pool back: rollingBackTo(\"v1.31.1\")"));
    }

    @Test
    void aNodeWhoseDeletionFailedIsRefused() {
        SmallWorld world = world("v1.31.1");
        world.members.set(
                1, world.members.get(1).toBuilder().lifecycle(Lifecycle.FAILING).build());

        assertThat(blockers(world))
                .singleElement()
                .asString()
                .contains("node 10.0.10.2 of node pool pool (pool): found state FAILING", "wait until it is gone");
    }

    @Test
    void anOlderNodeIsLeftAlone() {
        SmallWorld world = world("v1.31.1");
        KubernetesVersion older = KubernetesVersion.parse("v1.30.1");
        world.members.set(0, world.members.get(0).toBuilder().version(older).build());

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).extracting(NodeReport::node).containsExactly("10.0.10.2");
        assertThat(report.warnings())
                .anySatisfy(warning -> assertThat(Objects.toString(warning)).contains("v1.31.1 or newer"));
    }
}
