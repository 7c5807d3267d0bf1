package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pod.Trait;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final PodRules rules = rules(DrainPolicy.defaults(), Set.of("uid-of-flannel"));

    private static PodRules rules(DrainPolicy policy, Set<String> daemonSets) {
        return new PodRules(policy, daemonSets, Duration.ofMinutes(15), NOW);
    }

    private Decision decide(Pod pod, DisruptionBudget... budgets) {
        return rules.judge(pod, List.of(budgets)).decision();
    }

    @Test
    void podsOfAControllerLeave() {
        assertThat(decide(Pods.of("web", Pods.owner("ReplicaSet", "web")))).isEqualTo(Decision.EVICT);
        assertThat(decide(Pods.of("db-0", Pods.owner("StatefulSet", "db")))).isEqualTo(Decision.EVICT);
        assertThat(decide(Pods.of("once", Pods.owner("Job", "once")))).isEqualTo(Decision.EVICT);
    }

    @Test
    void mirrorAndDaemonSetPodsStay() {
        assertThat(decide(Pods.of("proxy", null, Trait.MIRROR))).isEqualTo(Decision.SKIP);
        assertThat(decide(Pods.of("flannel-x", Pods.owner("DaemonSet", "flannel"))))
                .isEqualTo(Decision.SKIP);
    }

    @Test
    void aDaemonSetOfAnotherApiIsAnyController() {
        Owner foreign = new Owner("apps.kruise.io/v1alpha1", "DaemonSet", "flannel", "uid-of-flannel");
        assertThat(decide(Pods.of("x", foreign))).isEqualTo(Decision.EVICT);
    }

    @Test
    void anOrphanOfADaemonSetBlocksUnlessUnmanagedPodsMayGo() {
        Pod orphan = Pods.of("flannel-x", Pods.owner("DaemonSet", "gone"));
        PodRules lenient = rules(DrainPolicy.defaults().evictingUnmanagedPods(), Set.of());
        assertThat(decide(orphan)).isEqualTo(Decision.BLOCK);
        assertThat(rules.judge(orphan, List.of()).reasons())
                .containsExactly("its DaemonSet gone is gone: nothing would create it again");
        assertThat(lenient.judge(orphan, List.of()).decision()).isEqualTo(Decision.EVICT);
    }

    @Test
    void unmanagedPodsBlockUnlessTheyMayGo() {
        PodRules lenient = rules(DrainPolicy.defaults().evictingUnmanagedPods(), Set.of());
        assertThat(decide(Pods.of("debug", null))).isEqualTo(Decision.BLOCK);
        assertThat(lenient.judge(Pods.of("debug", null), List.of()).decision()).isEqualTo(Decision.EVICT);
    }

    @Test
    void finishedPodsLeaveWhateverTheyAre() {
        for (Pod.Phase phase : List.of(Pod.Phase.SUCCEEDED, Pod.Phase.FAILED)) {
            Set<Trait> traits = Set.of(Trait.EMPTY_DIR);
            assertThat(decide(Pods.pod("once", null, phase, traits))).isEqualTo(Decision.EVICT);
            assertThat(decide(Pods.pod("ds", Pods.owner("DaemonSet", "flannel"), phase, traits)))
                    .isEqualTo(Decision.EVICT);
        }
    }

    @Test
    void terminatingPodsAreWaitedFor() {
        assertThat(decide(Pods.leaving(Pods.of("web", null)))).isEqualTo(Decision.LEAVING);
    }

    @Test
    void allReasonsAreNamed() {
        PodRules strict = rules(DrainPolicy.defaults().keepingEmptyDirData(), Set.of());
        Pod pod = Pods.of("web", null, Trait.EMPTY_DIR, Trait.EMPTY_DIR_IN_MEMORY);

        PodVerdict verdict = strict.judge(pod, List.of(Pods.budget("a", 3, 2, 1), Pods.budget("b", 3, 2, 1)));

        assertThat(verdict.decision()).isEqualTo(Decision.BLOCK);
        assertThat(verdict.reasons()).hasSize(4);
        assertThat(verdict.reasons().get(3)).contains("shop/a").contains("shop/b");
    }

    @Test
    void soAreThoseOfPodsThatStayOrAreOnTheirWay() {
        PodRules leaving = rules(DrainPolicy.defaults().skipping(PodSelector.ALL), Set.of("uid-of-flannel"));

        assertThat(leaving.judge(Pods.leaving(Pods.of("flannel-x", Pods.owner("DaemonSet", "flannel"))), List.of())
                        .reasons())
                .containsExactly(
                        "of DaemonSet flannel: bound to this node",
                        "left on the node by the drain policy",
                        "being deleted already");
        assertThat(rules.judge(Pods.leaving(Pods.of("web", Pods.owner("ReplicaSet", "web"))), List.of())
                        .reasons())
                .containsExactly("of ReplicaSet web", "being deleted already");
    }

    @Test
    void aBudgetThatCanNeverLetGoBlocks() {
        Pod pod = Pods.of("web", Pods.owner("ReplicaSet", "web"));
        assertThat(decide(pod, Pods.budget("strict", 3, 3, 0))).isEqualTo(Decision.BLOCK);
        assertThat(decide(pod, Pods.budget("spent for now", 2, 2, 0)))
                .as("as many healthy as expected, none on its way")
                .isEqualTo(Decision.BLOCK);
        assertThat(decide(pod, Pods.budget("open", 3, 2, 1))).isEqualTo(Decision.EVICT);
    }

    @Test
    void aBudgetThatItsControllerCanNotCountBlocksWithTheReason() {
        Pod pod = Pods.of("web", Pods.owner("Fleet", "web"));

        PodVerdict verdict = rules.judge(pod, List.of(uncounted()));

        assertThat(verdict.decision()).isEqualTo(Decision.BLOCK);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("shop/pdb", "SyncFailed: fleets has no scale", "minAvailable")
                .doesNotContain("needs 0");
        assertThat(rules.judgePatiently(pod, List.of(uncounted())).decision()).isEqualTo(Decision.EVICT);
        assertThat(decide(Pods.pod("web", Pods.owner("Fleet", "web"), Pod.Phase.PENDING, Set.of()), uncounted()))
                .isEqualTo(Decision.EVICT);
    }

    private static DisruptionBudget uncounted() {
        return DisruptionBudget.builder("shop", "pdb", PodSelector.ALL)
                .revision("1")
                .uncounted("SyncFailed: fleets has no scale")
                .build();
    }

    @Test
    void aBudgetThatWaitsForSickPodsMayYetLetGo() {
        DisruptionBudget recovering = DisruptionBudget.builder("shop", "pdb", PodSelector.ALL)
                .revision("1")
                .healthy(2)
                .needed(2)
                .expected(3)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
        assertThat(decide(Pods.of("web", Pods.owner("ReplicaSet", "web")), recovering))
                .isEqualTo(Decision.EVICT);
    }

    @Test
    void budgetsOfOtherNamespacesDoNotCount() {
        DisruptionBudget foreign = DisruptionBudget.builder("bank", "pdb", PodSelector.ALL)
                .revision("1")
                .healthy(3)
                .needed(3)
                .expected(3)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
        assertThat(decide(Pods.of("web", Pods.owner("ReplicaSet", "web")), foreign))
                .isEqualTo(Decision.EVICT);
    }

    private static Pod slow(String name, Duration grace, @Nullable Instant deletionDue) {
        Pod pod = Pods.of(name, Pods.owner("StatefulSet", "db"));
        return pod.toBuilder().priority(0).grace(grace).deletionDue(deletionDue).build();
    }

    @Test
    void aPodThatMayTakeLongerToEndThanTheDrainMayLastBlocks() {
        Pod day = slow("db-0", Duration.ofDays(1), null);

        for (PodVerdict verdict : List.of(rules.judge(day, List.of()), rules.judgePatiently(day, List.of()))) {
            assertThat(verdict.decision()).isEqualTo(Decision.BLOCK);
            assertThat(verdict.toString())
                    .contains("86400 s", "terminationGracePeriodSeconds", "DrainTiming.pods (900 s)");
        }
        assertThat(rules.judge(slow("db-0", Duration.ofMinutes(15), null), List.of())
                        .decision())
                .isEqualTo(Decision.EVICT);
    }

    @Test
    void unlessThePolicyLeavesItOrWaitsForIt() {
        Pod day = slow("db-0", Duration.ofDays(1), null);
        DrainPolicy defaults = DrainPolicy.defaults();

        assertThat(rules(defaults.skipping(PodSelector.ALL), Set.of())
                        .judge(day, List.of())
                        .decision())
                .isEqualTo(Decision.SKIP);
        assertThat(rules(defaults.waitingForCompletion(PodSelector.ALL, Duration.ofMinutes(10)), Set.of())
                        .judge(day, List.of())
                        .decision())
                .isEqualTo(Decision.EVICT);
    }

    @Test
    void aPodWithAShortGracePeriodEndsInTimeWhateverAClockSays() {
        Pod ending = slow("web-1", Duration.ofSeconds(30), NOW.plus(Duration.ofHours(1)));

        assertThat(rules.judge(ending, List.of()).decision()).isNotEqualTo(Decision.BLOCK);
    }

    @Test
    void aPodThatEndsAlreadyAndHasTimeForItBeyondTheDrainBlocks() {
        Pod late = slow("db-0", Duration.ofDays(1), NOW.plusSeconds(901));
        Pod soon = slow("db-0", Duration.ofDays(1), NOW.plusSeconds(900));

        assertThat(rules.judge(late, List.of()).decision()).isEqualTo(Decision.BLOCK);
        assertThat(rules.judge(late, List.of()).toString()).contains("2026-03-01T12:15:01Z", "DrainTiming.pods");
        assertThat(rules.judge(soon, List.of()).decision()).isEqualTo(Decision.LEAVING);
        assertThat(rules.judgePatiently(late, List.of()).decision()).isEqualTo(Decision.LEAVING);
    }

    @Test
    void aPodThatLeavesSaysWhenAndWhetherItMayComeBack() {
        Pod pod = Pods.of("web", Pods.owner("ReplicaSet", "web"));
        DrainPolicy defaults = DrainPolicy.defaults();

        assertThat(reasons(defaults, pod)).containsExactly("of ReplicaSet web");
        assertThat(reasons(defaults.waitingForCompletion(PodSelector.ALL, Duration.ofMinutes(1)), pod))
                .containsExactly("of ReplicaSet web", "may finish by itself first");
        assertThat(reasons(defaults.evictingLast(PodSelector.ALL), pod))
                .containsExactly("of ReplicaSet web", "after all others");
        assertThat(reasons(defaults, Pods.tolerant(pod, "uid-2")))
                .containsExactly("of ReplicaSet web", "tolerates the cordon and may come back");
    }

    private static List<String> reasons(DrainPolicy policy, Pod pod) {
        return rules(policy, Set.of()).judge(pod, List.of()).reasons();
    }
}
