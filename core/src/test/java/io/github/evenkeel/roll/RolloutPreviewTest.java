package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PlannedWave;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a plan's preview says of its rollout, and what becomes of that when the roll begins. */
class RolloutPreviewTest {
    private final SmallWorld world = new SmallWorld(4);

    private Preview preview(Rollout rollout) {
        world.rollout = rollout;
        return new Roll(SessionOpening.toLook(world.spec())).preview();
    }

    private List<String> blockers(Rollout rollout) {
        return preview(rollout).blockers().stream().map(Finding::toString).toList();
    }

    private List<String> warnings(Rollout rollout) {
        Preview preview = preview(rollout);
        assertThat(preview.canRoll()).isTrue();
        return preview.warnings().stream().map(Finding::toString).toList();
    }

    private void label(String node, String key, String value) {
        world.nodes.computeIfPresent(
                node,
                (name, before) -> before.toBuilder().labels(Map.of(key, value)).build());
    }

    private void members(UnaryOperator<PoolNode.Builder> change) {
        world.members.replaceAll(member -> change.apply(member.toBuilder()).build());
    }

    @Test
    void limitsAreShownAsNumbersAndWavesWithTheirNodes() {
        Preview preview = preview(Rollout.maxUnavailable("50%").waves("1", "2"));

        assertThat(preview.rollout().maxUnderWay()).isEqualTo(2);
        assertThat(preview.rollout().limits())
                .singleElement()
                .hasToString("node pool pool: 4 nodes to roll, max surge 0, max unavailable 2");
        assertThat(preview.rollout().waves())
                .extracting(PlannedWave::toString)
                .containsExactly(
                        "wave 1: 10.0.10.1 (1 of 4 nodes of node pool pool, by size 1)",
                        "wave 2: 10.0.10.2, 10.0.10.3 (2 of 4 nodes of node pool pool, by size 2)",
                        "wave 3: 10.0.10.4 (1 of 4 nodes of node pool pool, by size 2, the last ones)");
    }

    @Test
    void theStepsAreInTheOrderOfTheRollout() {
        label("10.0.10.3", "tier", "canary");

        assertThat(preview(Rollout.oneAtATime().ordered(NodeOrder.byLabel("tier")))
                        .rollout()
                        .waves())
                .singleElement()
                .satisfies(wave ->
                        assertThat(wave.nodes()).containsExactly("10.0.10.3", "10.0.10.1", "10.0.10.2", "10.0.10.4"));
        assertThat(preview(world.rollout).steps().stream()
                        .filter(step -> step.object().startsWith("node 10"))
                        .findFirst())
                .hasValueSatisfying(step -> assertThat(step.object()).isEqualTo("node 10.0.10.3"));
    }

    @Test
    void limitsThatLetNoNodeBeginBlock() {
        assertThat(blockers(Rollout.maxSurge("0%")))
                .containsExactly("rollout: found max surge 0% and max unavailable 0; needed one node at least that may"
                        + " be added or taken away; raise one of them");
        assertThat(blockers(Rollout.maxUnavailable(0))).hasSize(1);
        assertThat(blockers(Rollout.maxSurge("1%").andMaxUnavailable(0)))
                .noneMatch(finding -> finding.contains("one node at least"));
    }

    @Test
    void aPercentageOfLessThanOneNodeIsAWarning() {
        assertThat(warnings(Rollout.maxUnavailable("10%")))
                .containsExactly("node pool pool: found 10% of 4 nodes to roll, which is less than one; needed one node"
                        + " at least; one node at a time is rolled; set a higher percentage or a number for more");
        assertThat(warnings(Rollout.maxUnavailable("25%"))).isEmpty();
        assertThat(preview(Rollout.maxSurge("10%")).warnings()).isEmpty();
    }

    @Test
    void anOrderByALabelThatNoNodeHasBlocks() {
        Rollout rollout = Rollout.oneAtATime().ordered(NodeOrder.byLabel("tier", "canary"));

        assertThat(blockers(rollout)).singleElement().asString().contains("an order by label tier, which no node");
        label("10.0.10.2", "tier", "web");
        assertThat(blockers(rollout)).isEmpty();
    }

    @Test
    void aSelectionOfNoNodeBlocks() {
        assertThat(blockers(Rollout.oneAtATime().onlyNodes(NodeSelection.labelled("tier=web"))))
                .singleElement()
                .asString()
                .contains("a selection of none of the 4 nodes to roll");
        assertThat(blockers(Rollout.oneAtATime().leavingOutNodes(NodeSelection.labelled("!tier"))))
                .hasSize(1);
    }

    @Test
    void aSelectionThatSelectsNothingBesideOthersIsAWarning() {
        assertThat(warnings(Rollout.oneAtATime()
                        .onlyNodes(NodeSelection.named("10.0.10.2", "10.0.10.99"))
                        .onlyNodes(NodeSelection.labelled("tier=web"))))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("a selection that names node 10.0.10.99"),
                        one -> assertThat(one).contains("a selection of no node to roll: nodes with labels tier=web"));
        assertThat(preview(world.rollout).rollout().waves()).singleElement().satisfies(wave -> assertThat(wave.nodes())
                .containsExactly("10.0.10.2"));
    }

    @Test
    void aSpreadOverDomainsThatNoNodeStatesBlocks() {
        Rollout rollout = Rollout.maxUnavailable(2).spread(Spread.ONE_FAULT_DOMAIN);
        members(member -> member.availabilityDomain("AD-1"));

        assertThat(blockers(rollout)).singleElement().asString().contains("no node to roll states its domain");

        world.members.set(
                0, world.members.get(0).toBuilder().faultDomain("FD-1").build());
        assertThat(warnings(rollout)).singleElement().asString().contains("3 nodes that state no domain");

        members(member -> member.faultDomain("FD-1"));
        assertThat(warnings(rollout)).isEmpty();
    }

    @Test
    void theRollRefusesWhatThePreviewShows() {
        world.rollout = Rollout.maxSurge(0);

        assertThatThrownBy(() -> Roll.of(SessionOpening.anew(world.spec())).prepare())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("max surge 0");
        assertThat(world.journal.read().entries()).isEmpty();
    }

    @Test
    void theJournalHasTheWavesThatThePreviewShows() {
        Preview preview = preview(Rollout.oneAtATime().waves("1", "2"));

        Roll.of(SessionOpening.anew(world.spec())).prepare();

        WavesEntry decided = RunJournal.read(world.journal).waves().orElseThrow();
        assertThat(decided.waves().stream()
                        .map(wave -> wave.stream().map(this::name).toList()))
                .containsExactlyElementsOf(preview.rollout().waves().stream()
                        .map(PlannedWave::nodes)
                        .toList());
        assertThat(decided.pools()).containsExactly(Map.entry("pool", 4));
        assertThat(decided.open()).isZero();
    }

    private String name(String uid) {
        return world.nodes.values().stream()
                .filter(node -> node.uid().equals(uid))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
