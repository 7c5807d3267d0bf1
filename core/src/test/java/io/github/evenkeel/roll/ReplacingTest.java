package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.NodeChanges;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.spi.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A roll that replaces nodes at the version that they have. */
class ReplacingTest {
    private static final Duration MONTH = Duration.ofDays(30);

    /** Three nodes of the version of their pool, of which the first two are older than a month. */
    private static SmallWorld world(NodeSelection... selected) {
        SmallWorld world = new SmallWorld(3);
        world.target = null;
        world.replacementsRun = SmallWorld.OLD;
        world.changes = changes(selected);
        age(world, "10.0.10.1", 31);
        age(world, "10.0.10.2", 40);
        age(world, "10.0.10.3", 29);
        return world;
    }

    private static NodeChanges changes(NodeSelection... selected) {
        NodeChanges changes = NodeChanges.NONE;
        for (NodeSelection nodes : selected) {
            changes = changes.replacing(nodes);
        }
        return changes;
    }

    private static void age(SmallWorld world, String node, int days) {
        Instant created = Objects.requireNonNull(world.time).minus(Duration.ofDays(days));
        world.nodes.computeIfPresent(
                node, (name, old) -> old.toBuilder().created(created).build());
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

    private static List<String> rolled(UpgradeReport report) {
        assertThat(report.nodes()).allMatch(node -> node.result() == NodeReport.Result.REPLACED);
        return report.nodes().stream().map(NodeReport::node).toList();
    }

    @Test
    void theSelectedNodesAreReplacedAndNothingElseChanges() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));

        assertThat(rolled(run(SessionOpening.anew(world.spec())))).containsExactly("10.0.10.1", "10.0.10.2");

        assertThat(world.log).noneMatch(entry -> entry.equals("control plane") || entry.equals("pool"));
        assertThat(world.controlPlane).isEqualTo(SmallWorld.OLD);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void agesCountByTheClockOfTheServer() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        assertThat(Duration.between(Objects.requireNonNull(world.time), world.scheduler.now())
                        .abs())
                .isGreaterThan(MONTH.multipliedBy(2));

        assertThat(preview(world).rollout().waves()).singleElement().satisfies(wave -> assertThat(wave.nodes())
                .containsExactly("10.0.10.1", "10.0.10.2"));
    }

    @Test
    void aSecondRunFindsNoOldNode() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        run(SessionOpening.anew(world.spec()));
        world.log.clear();

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).isEmpty();
        assertThat(world.log).isEmpty();
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("a selection that no node of the plan's pools matches: nodes older than 30 days"));
    }

    @Test
    void selectionsAddUpAndLagsOfOthersDoNotMatter() {
        SmallWorld world = world(NodeSelection.named("10.0.10.3"), NodeSelection.olderThan(Duration.ofDays(35)));
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.replacementsRun = SmallWorld.NEW;

        assertThat(rolled(run(SessionOpening.anew(world.spec())))).containsExactly("10.0.10.2", "10.0.10.3");
    }

    @Test
    void aRolloutLimitsWhatIsSelected() {
        SmallWorld world = world(NodeSelection.named("10.0.10.1", "10.0.10.2", "10.0.10.3"));
        world.rollout = Rollout.maxUnavailable(1).leavingOutNodes(NodeSelection.olderThan(Duration.ofDays(35)));

        assertThat(rolled(run(SessionOpening.anew(world.spec())))).containsExactly("10.0.10.1", "10.0.10.3");
    }

    @Test
    void aSelectionOfNoNodeBlocks() {
        assertThat(blockers(world(NodeSelection.labelled("tier=web"))))
                .containsExactly(
                        "nodes to replace: found a selection that no node of the plan's pools matches: nodes with"
                                + " labels tier=web; needed one node at least; correct it: kubectl get nodes --show-labels");
        assertThat(blockers(world(NodeSelection.named("web-1")))).hasSize(1);
        assertThat(blockers(world(NodeSelection.named("10.0.10.1", "web-1"))))
                .singleElement()
                .asString()
                .contains("names that no node of the plan's pools has: web-1");
        assertThat(blockers(world(NodeSelection.labelled("tier=web"), NodeSelection.olderThan(MONTH))))
                .isEmpty();
        assertThatThrownBy(() -> run(SessionOpening.anew(
                        world(NodeSelection.labelled("tier=web")).spec())))
                .isInstanceOf(PlanRefusedException.class);
    }

    @Test
    void withoutTheTimeOfTheServerNoAgeIsKnown() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        world.time = null;

        assertThat(blockers(world)).singleElement().asString().contains("API server: found no time of day");

        world.changes = changes(NodeSelection.named("10.0.10.1"));
        assertThat(blockers(world)).isEmpty();
    }

    @Test
    void aNodeThatIsNewerThanItsPoolIsLeftAlone() {
        SmallWorld world = world(NodeSelection.named("10.0.10.1", "10.0.10.2", "10.0.10.3"));
        world.controlPlane = SmallWorld.NEW;
        world.members.set(
                0, world.members.get(0).toBuilder().version(SmallWorld.NEW).build());

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(rolled(report)).containsExactly("10.0.10.2", "10.0.10.3");
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("a node goes back by rollingBackTo(...)"));
    }

    @Test
    void aNewImageReplacesTheNodesOfAPoolThatHasAnotherOne() {
        SmallWorld world = world();
        world.newestImage = "newer";
        world.changes = NodeChanges.NONE.withNewestImages();

        assertThat(preview(world).steps().get(0).toString()).contains("nodes of v1.31.1 from image newer");
        assertThat(rolled(run(SessionOpening.anew(world.spec())))).hasSize(3);
        assertThat(world.poolImage).isEqualTo("newer");
        assertThat(world.poolVersion).isEqualTo(SmallWorld.OLD);

        world.log.clear();
        UpgradeReport again = run(SessionOpening.anew(world.spec()));
        assertThat(again.nodes()).isEmpty();
        assertThat(world.log).isEmpty();
        assertThat(again.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("the image that the plan gives it, already", "replacing(...) selects others"));
    }

    @Test
    void aPoolWithoutANewestImageStaysAsItIs() {
        SmallWorld world = world();
        world.newestImage = "none";
        world.changes = NodeChanges.NONE.withNewestImages();

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes()).isEmpty();
        assertThat(report.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("no image of the kind it uses now for v1.31.1", "withNodeImage"));
    }

    @Test
    void aNewImageMayBeForTheSelectedNodesAlone() {
        SmallWorld world = world(NodeSelection.named("10.0.10.2"));
        world.imagesOfThePlan = Map.of("pool", "custom");

        assertThat(rolled(run(SessionOpening.anew(world.spec())))).containsExactly("10.0.10.2");
        assertThat(world.poolImage).isEqualTo("custom");
    }

    /** The service would carry it out at the next change of the pool, its size included. */
    @Test
    void aFailedDeletionStandsInTheWayOfASurgeAlone() {
        SmallWorld world = world(NodeSelection.named("10.0.10.1"));
        world.members.set(
                2, world.members.get(2).toBuilder().lifecycle(Lifecycle.FAILING).build());

        assertThat(blockers(world)).isEmpty();
        world.rollout = Rollout.maxSurge(1);
        assertThat(blockers(world))
                .singleElement()
                .asString()
                .contains("node 10.0.10.3 of node pool pool (pool): found state FAILING");
    }

    @Test
    void aNodeThatAnAutoscalerAddsBetweenTwoNodesIsLeftAlone() {
        SmallWorld world = world(NodeSelection.labelled("!spot"));
        world.before.put("remove backend", () -> {
            world.before.remove("remove backend");
            world.size = 4;
            world.addNode(SmallWorld.OLD, "10.0.10.99");
        });

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(rolled(report)).containsExactly("10.0.10.1", "10.0.10.2", "10.0.10.3");
        assertThat(world.nodes).hasSize(4).containsKey("10.0.10.99");
        assertThat(world.size).isEqualTo(4);
    }

    @Test
    void aPoolThatAnAutoscalerResizesDuringANodeStopsTheRollWithTheNodePutBack() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        world.before.put("read volumes", () -> world.size = 4);

        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec())))
                .isInstanceOf(EvenkeelException.class)
                .hasMessageContaining("a size of 4, which was set meanwhile");

        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    /** Ages go on while no process runs: the third node is old when the second process begins. */
    @Test
    void aProcessThatGoesOnReplacesTheNodesThatWereDecided() {
        int moment = 0;
        while (crashes(moment)) {
            moment += 7;
        }
        assertThat(moment).isGreaterThan(100);
    }

    private static boolean crashes(int moment) {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        Set<String> before = instances(world);
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }
        boolean decided = RunJournal.read(world.journal).waves().isPresent();
        world.time = Objects.requireNonNull(world.time).plus(Duration.ofDays(2));
        UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));

        Set<String> replaced = decided ? Set.of("instance-1", "instance-2") : before;
        assertThat(instances(world))
                .as("crash at %s", moment)
                .hasSize(3)
                .containsAll(
                        before.stream().filter(one -> !replaced.contains(one)).toList())
                .doesNotContainAnyElementsOf(replaced);
        assertThat(report.nodes()).as("crash at %s", moment).hasSize(replaced.size());
        return true;
    }

    /** The new nodes have the labels of the old ones. */
    @Test
    void aProcessThatGoesOnReplacesNoNewNodeThoughItMatches() {
        int moment = 3;
        while (crashesAndMatchesAll(moment)) {
            moment += 13;
        }
        assertThat(moment).isGreaterThan(100);
    }

    private static boolean crashesAndMatchesAll(int moment) {
        SmallWorld world = world(NodeSelection.labelled("!spot"));
        Set<String> before = instances(world);
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }
        boolean hasEnded = RunJournal.read(world.journal).underway().isEmpty()
                && !world.journal.read().entries().isEmpty();
        if (hasEnded) {
            return true; // then a roll begins anew
        }
        UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));

        assertThat(report.nodes()).as("crash at %s", moment).hasSize(3);
        assertThat(instances(world)).as("crash at %s", moment).hasSize(3).doesNotContainAnyElementsOf(before);
        assertThat(world.log.stream().filter(line -> line.startsWith("delete")))
                .as("crash at %s", moment)
                .hasSize(3);
        return true;
    }

    /** Else a recovered roll would leave all nodes out, and complete. */
    @Test
    void aProcessThatGoesOnNeedsTheTimeOfTheServerToo() {
        SmallWorld world = world(NodeSelection.labelled("!spot"));
        world.rollout = Rollout.oneAtATime().onlyNodes(NodeSelection.olderThan(MONTH));
        world.crashAt(60);
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.crashAt(Integer.MAX_VALUE);
        world.time = null;

        assertThatThrownBy(() -> run(SessionOpening.toGoOn(world.spec())))
                .isInstanceOf(EvenkeelException.class)
                .hasMessageContaining("no time of day");
    }

    @Test
    void anotherSelectionIsAnotherPlan() {
        SmallWorld world = world(NodeSelection.olderThan(MONTH));
        world.crashAt(60);
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.crashAt(Integer.MAX_VALUE);
        world.changes = changes(NodeSelection.olderThan(MONTH.multipliedBy(2)));

        assertThatThrownBy(() -> SessionOpening.toGoOn(world.spec()))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("target 'nodes older than 60 days' instead of 'nodes older than 30 days'");
    }

    private static Set<String> instances(SmallWorld world) {
        return world.members.stream()
                .map(member -> member.instanceId().orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void aNodeHasNoPoolUpdateAmongItsSteps() {
        assertThat(preview(world(NodeSelection.named("10.0.10.1"))).steps())
                .noneMatch(step -> Arrays.asList(Step.UPDATE_NODE_POOL, Step.UPGRADE_CONTROL_PLANE)
                        .contains(step.step()))
                .isNotEmpty();
    }
}
