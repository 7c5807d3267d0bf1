package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.PlannedWave;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.run.state.WavesEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutPlanTest {
    private static Targets pool(int nodes) {
        return pool(new Targets(), "workers", nodes);
    }

    private static Targets pool(Targets targets, String pool, int nodes) {
        for (int i = 1; i <= nodes; i++) {
            targets.node(pool, "%s-%03d".formatted(pool, i), "AD-" + (i % 3 + 1), "FD-" + (i % 2 + 1));
        }
        return targets;
    }

    private static List<Integer> sizes(RolloutPlan plan) {
        return plan.waves().stream().map(wave -> wave.nodes().size()).toList();
    }

    private static List<String> names(List<NodeTarget> targets) {
        return targets.stream().map(target -> target.node().name()).toList();
    }

    /** As in a Deployment. */
    @ParameterizedTest
    @CsvSource({
        "10%, 0, 10, 1, 0",
        "10%, 0, 11, 2, 0",
        "0, 10%, 11, 0, 1",
        "0, 10%, 29, 0, 2",
        "0, 10%, 9, 0, 1",
        "0%, 5%, 9, 0, 1",
        "1%, 5%, 9, 1, 0",
        "25%, 25%, 10, 3, 2",
        "3, 2, 40, 3, 2",
        "3, 2, 1, 1, 1",
        "100%, 100%, 7, 7, 7",
    })
    void surgeIsRoundedUpAndUnavailableIsRoundedDown(
            String surge, String unavailable, int nodes, int surgeNodes, int unavailableNodes) {
        PoolLimit limit = pool(nodes)
                .plan(Rollout.maxSurge(surge).andMaxUnavailable(unavailable))
                .limits()
                .all();

        assertThat(limit)
                .extracting(PoolLimit::surge, PoolLimit::unavailable)
                .containsExactly(surgeNodes, unavailableNodes);
    }

    @Test
    void thePublishedProcedureIsTheDefault() {
        RolloutPlan plan = pool(5).plan(Rollout.oneAtATime());

        assertThat(plan.limits().all().atOnce()).isOne();
        assertThat(plan.waves()).singleElement().satisfies(wave -> assertThat(wave.nodes())
                .containsExactly(
                        "uid-workers-001", "uid-workers-002", "uid-workers-003", "uid-workers-004", "uid-workers-005"));
    }

    @Test
    void theLastSizeOfAWaveRepeats() {
        RolloutPlan plan = pool(25).plan(Rollout.maxUnavailable(3).waves("1", "3", "10%"));

        assertThat(sizes(plan)).containsExactly(1, 3, 3, 3, 3, 3, 3, 3, 3);
        assertThat(plan.waves().get(1).reason()).isEqualTo("3 of 25 nodes of node pool workers, by size 3");
        assertThat(plan.waves().get(2).reason()).isEqualTo("3 of 25 nodes of node pool workers, by size 10%");
    }

    @Test
    void theLastWaveHasWhatIsLeft() {
        assertThat(sizes(pool(6).plan(Rollout.maxUnavailable(3).waves("1", "3"))))
                .containsExactly(1, 3, 2);
        assertThat(sizes(pool(2).plan(Rollout.maxUnavailable(3).waves("5")))).containsExactly(2);
    }

    @Test
    void eachPoolHasItsOwnLimitsAndWaves() {
        RolloutPlan plan = pool(pool(new Targets(), "a", 20), "b", 5)
                .plan(Rollout.maxUnavailable("10%").waves("1", "50%"));

        assertThat(plan.limits().pools()).extracting(PoolLimit::unavailable).containsExactly(2, 1);
        assertThat(sizes(plan)).containsExactly(1, 10, 9, 1, 3, 1);
        assertThat(plan.limits().sideBySide()).isFalse();
    }

    @Test
    void sideBySideThePoolsShareLimitsAndWaves() {
        RolloutPlan plan = pool(pool(new Targets(), "a", 20), "b", 10)
                .plan(Rollout.maxUnavailable("10%").waves("10%").poolsSideBySide());

        assertThat(plan.limits().pools()).extracting(PoolLimit::unavailable).containsExactly(2, 1);
        assertThat(plan.limits().all().unavailable()).isEqualTo(3);
        assertThat(plan.waves()).hasSize(10).allSatisfy(wave -> {
            assertThat(wave.nodes().stream().filter(uid -> uid.startsWith("uid-a")))
                    .hasSize(2);
            assertThat(wave.nodes().stream().filter(uid -> uid.startsWith("uid-b")))
                    .hasSize(1);
        });
    }

    @Test
    void theOldestComesFirst() {
        Targets targets = new Targets()
                .node("p", "unknown", 0, Map.of())
                .node("p", "young", 10, Map.of())
                .node("p", "old", 1000, Map.of());

        assertThat(names(targets.inOrder(Rollout.oneAtATime().ordered(NodeOrder.oldestFirst()))))
                .containsExactly("old", "young", "unknown");
    }

    @Test
    void nodesComeByTheValuesOfALabel() {
        Targets targets = new Targets()
                .node("p", "a", 0, Map.of())
                .node("p", "b", 0, Map.of("tier", "web"))
                .node("p", "c", 0, Map.of("tier", "api"))
                .node("p", "d", 0, Map.of("tier", "canary"))
                .node("p", "e", 0, Map.of("tier", "internal"));

        assertThat(names(
                        targets.inOrder(Rollout.oneAtATime().ordered(NodeOrder.byLabel("tier", "canary", "internal")))))
                .containsExactly("d", "e", "c", "b", "a");
    }

    @Test
    void oneDomainComesAfterTheOther() {
        List<NodeTarget> nodes = pool(9).inOrder(Rollout.maxUnavailable(3).spread(Spread.ONE_AVAILABILITY_DOMAIN));

        assertThat(nodes)
                .extracting(target -> target.state().domain())
                .containsExactly("AD-2", "AD-2", "AD-2", "AD-3", "AD-3", "AD-3", "AD-1", "AD-1", "AD-1");
    }

    @Test
    void faultDomainsOfDifferentAvailabilityDomainsAreDifferent() {
        RolloutPlan plan = pool(12).plan(Rollout.maxUnavailable(6).spread(Spread.EVEN_FAULT_DOMAINS));

        assertThat(plan.atOncePerDomain()).isOne();
    }

    @Test
    void domainsTakeTurnsIfTheSpreadIsEven() {
        RolloutPlan plan = pool(9).plan(Rollout.maxUnavailable(4).spread(Spread.EVEN_AVAILABILITY_DOMAINS));
        List<NodeTarget> nodes = pool(9).inOrder(Rollout.maxUnavailable(4).spread(Spread.EVEN_AVAILABILITY_DOMAINS));

        assertThat(plan.atOncePerDomain()).isEqualTo(2);
        assertThat(nodes.subList(0, 3))
                .extracting(target -> target.state().domain())
                .containsExactlyInAnyOrder("AD-1", "AD-2", "AD-3");
    }

    @Test
    void nodesAreChosenAndLeftOut() {
        Targets targets = new Targets()
                .node("p", "a", 0, Map.of("tier", "web"))
                .node("p", "b", 0, Map.of("tier", "web", "spot", "true"))
                .node("p", "c", 0, Map.of("tier", "api"))
                .node("p", "d", 0, Map.of());

        assertThat(names(targets.inOrder(Rollout.oneAtATime()
                        .onlyNodes(NodeSelection.labelled("tier in (web, batch),!spot"))
                        .onlyNodes(NodeSelection.named("d", "c"))
                        .leavingOutNodes(NodeSelection.named("c")))))
                .containsExactly("a", "d");
    }

    @Test
    void theDecidedWavesStayWhateverTheNextPlanSays() {
        Targets targets = pool(10);
        WavesEntry decided = targets.plan(Rollout.maxUnavailable("30%").waves("1", "5"))
                .entry()
                .open(1);

        RolloutDecision goingOn = targets.done("workers-001")
                .done("workers-003")
                .node("workers", "workers-000", "AD-1", "FD-1")
                .goingOn(Rollout.maxUnavailable("50%").waves("2").ordered(NodeOrder.oldestFirst()), decided);

        assertThat(sizes(goingOn.plan())).containsExactly(1, 5, 4);
        assertThat(goingOn.plan().openWave()).isOne();
        assertThat(goingOn.plan().limits().all().unavailable()).isEqualTo(5);
        assertThat(names(goingOn.nodes()))
                .startsWith("workers-002", "workers-004")
                .endsWith("workers-010", "workers-000");
        assertThat(goingOn.plan().waveOf(goingOn.nodes().get(8).state())).isEqualTo(2);
        assertThat(goingOn.plan().entry()).isEqualTo(decided);
    }

    @Test
    void theNodeOfTheRunsOwnPodIsAWaveOfItsOwnAfterAllOthers() {
        Rollout rollout = Rollout.maxUnavailable("50%").waves("1", "2").poolsSideBySide();
        Targets targets = pool(pool(4), "zone", 2).ownPodOn("workers-001");

        RolloutPlan plan = targets.plan(rollout);

        assertThat(sizes(plan)).containsExactly(1, 2, 2, 1);
        assertThat(plan.waves()).last().satisfies(wave -> {
            assertThat(wave.nodes()).containsExactly("uid-workers-001");
            assertThat(wave.reason()).isEqualTo("the node of the run's own pod, after all others");
        });
        assertThat(names(targets.inOrder(rollout))).last().isEqualTo("workers-001");
        assertThat(plan.limits().of("ocid-workers").nodes()).isEqualTo(4);
    }

    @Test
    void itIsAloneHoweverLowTheLimitsBecome() {
        Targets targets = pool(4).ownPodOn("workers-001");
        RolloutPlan plan = targets.plan(Rollout.maxSurge(2).andMaxUnavailable(2));

        assertThat(alone(plan, targets)).containsExactly("workers-001");
        assertThat(alone(plan.atMostUnavailable(1), targets)).containsExactly("workers-001");
        assertThat(alone(plan.withSurge(Map.of("ocid-workers", 1)), targets)).containsExactly("workers-001");
    }

    private static List<String> alone(RolloutPlan plan, Targets targets) {
        return names(targets.inOrder(Rollout.oneAtATime()).stream()
                .filter(target -> plan.isAlone(target.state()))
                .toList());
    }

    @Test
    void itIsLastOfTheOrderInAnotherPodToo() {
        Rollout rollout = Rollout.maxUnavailable(1).waves("2");
        Targets targets = pool(4);
        WavesEntry decided = targets.plan(rollout).entry();

        RolloutDecision goingOn = targets.ownPodOn("workers-002").goingOn(rollout, decided);

        assertThat(names(goingOn.nodes())).containsExactly("workers-001", "workers-003", "workers-004", "workers-002");
        assertThat(sizes(goingOn.plan())).as("as it was decided").containsExactly(2, 2);
        assertThat(goingOn.nodes())
                .filteredOn(target -> goingOn.plan().isAlone(target.state()))
                .singleElement()
                .isEqualTo(goingOn.nodes().get(3));
    }

    @Test
    void theValuesOfALabelComeInTheirOrder() {
        Targets targets = new Targets()
                .node("p", "a", 0, Map.of("tier", "alpha"))
                .node("p", "b", 0, Map.of("tier", "mike"))
                .node("p", "c", 0, Map.of("tier", "zulu"));

        assertThat(names(targets.inOrder(
                        Rollout.oneAtATime().ordered(NodeOrder.byLabel("tier", "zulu", "mike", "alpha")))))
                .containsExactly("c", "b", "a");
    }

    @Test
    void poolsSideBySideTakeTurnsInTheirOrder() {
        Targets targets = pool(pool(new Targets(), "b", 2), "a", 2);

        assertThat(names(targets.inOrder(Rollout.maxUnavailable(1).poolsSideBySide())))
                .containsExactly("b-001", "a-001", "b-002", "a-002");
    }

    @Test
    void nodesOfTheSameNameComeByTheirIdentity() {
        Rollout byName = Rollout.oneAtATime();

        assertThat(names(pool(3).inOrder(byName))).containsExactly("workers-001", "workers-002", "workers-003");
        assertThat(names(new Targets()
                        .node("p", "b", "AD-1", "FD-1")
                        .node("p", "a", "AD-1", "FD-1")
                        .inOrder(byName)))
                .containsExactly("a", "b");
    }

    @Test
    void thePreviewHasTheWavesThatHaveNodes() {
        Targets targets = pool(4);
        Rollout rollout = Rollout.maxUnavailable(1).waves("1", "2");
        RolloutPlan plan = targets.plan(rollout);

        assertThat(plan.preview(targets.inOrder(rollout)).waves())
                .extracting(PlannedWave::number, PlannedWave::nodes, PlannedWave::reason)
                .containsExactly(
                        tuple(1, List.of("workers-001"), "1 of 4 nodes of node pool workers, by size 1"),
                        tuple(2, List.of("workers-002", "workers-003"), "2 of 4 nodes of node pool workers, by size 2"),
                        tuple(
                                3,
                                List.of("workers-004"),
                                "1 of 4 nodes of node pool workers, by size 2, the last ones"));
        assertThat(plan.preview(targets.done("workers-001").inOrder(rollout)).waves())
                .extracting(PlannedWave::number)
                .containsExactly(2, 3);
        assertThat(plan.preview(List.of())).isEqualTo(RolloutPreviewRecord.NONE);
    }

    @Test
    void aPoolWithoutItsSurgeRollsOneNodeAtATime() {
        RolloutPlan plan = pool(5).plan(Rollout.maxSurge(2));

        PoolLimit without = plan.withSurge(Map.of("ocid-workers", 0)).limits().of("ocid-workers");
        PoolLimit one = plan.withSurge(Map.of("ocid-workers", 1)).limits().of("ocid-workers");

        assertThat(without)
                .returns(0, PoolLimit::maxSurge)
                .returns(1, PoolLimit::maxUnavailable)
                .hasToString("node pool workers: 5 nodes to roll, max surge 0, max unavailable 1");
        assertThat(one).returns(1, PoolLimit::maxSurge).returns(0, PoolLimit::maxUnavailable);
        assertThat(plan.withSurge(Map.of()).limits().of("ocid-workers")).returns(2, PoolLimit::maxSurge);
        assertThat(pool(5).plan(Rollout.maxSurge(1).andMaxUnavailable(2))
                        .withSurge(Map.of("ocid-workers", 0))
                        .limits()
                        .of("ocid-workers"))
                .returns(2, PoolLimit::maxUnavailable);
    }
}
