package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A plan names the image that a pool goes to. */
class NamedImageTest {
    private static final int NODES = 2;

    private static SmallWorld world() {
        SmallWorld world = new SmallWorld(NODES);
        world.imagesOfThePlan = Map.of("pool", "custom");
        return world;
    }

    /** Everything is at the target but the image. */
    private static SmallWorld worldAtTheTarget() {
        SmallWorld world = world();
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.members.replaceAll(
                member -> member.toBuilder().version(SmallWorld.NEW).fault(null).build());
        world.nodes.replaceAll(
                (name, node) -> SmallWorld.node(name, node.instanceId().orElseThrow(), SmallWorld.NEW, node.cordon()));
        return world;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    @Test
    void thePoolGoesToItInPlaceOfTheNewestOfItsKind() {
        SmallWorld world = world();

        assertThat(run(SessionOpening.anew(world.spec())).nodes()).hasSize(NODES);

        assertThat(world.poolImage).isEqualTo("custom");
    }

    @Test
    void nodesOfTheTargetVersionAreRolledIfThePoolHasAnotherImage() {
        SmallWorld world = worldAtTheTarget();
        Set<String> before = instances(world);

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).extracting(NodeReport::result).containsOnly(NodeReport.Result.REPLACED);
        assertThat(instances(world)).hasSize(NODES).doesNotContainAnyElementsOf(before);
    }

    @Test
    void theyAreNotRolledOnceThePoolHasThatImageAndThatIsTold() {
        SmallWorld world = worldAtTheTarget();
        world.poolImage = "custom";

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).isEmpty();
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("the image that the plan gives it, already"));
    }

    @Test
    void aProcessThatGoesOnRollsTheNodesThatTheOneBeforeItHasNot() {
        for (int moment = 0; crashes(moment); moment += 7) {}
    }

    private static boolean crashes(int moment) {
        SmallWorld world = worldAtTheTarget();
        Set<String> before = instances(world);
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }
        UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));
        assertThat(instances(world)).as("crash at %s", moment).hasSize(NODES).doesNotContainAnyElementsOf(before);
        assertThat(report.nodes()).as("crash at %s", moment).hasSize(NODES);
        return true;
    }

    private static Set<String> instances(SmallWorld world) {
        return List.copyOf(world.members).stream()
                .map(member -> member.instanceId().orElseThrow())
                .collect(Collectors.toSet());
    }
}
