package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The drain of one node on virtual time. */
class DrainTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);

    private static Pod web(String name) {
        return Pods.of(name, Pods.owner("ReplicaSet", "web"));
    }

    @Test
    void evictsWhatMayLeaveAndWaitsUntilItIsGone() {
        node.add(web("web-1"), web("web-2"), Pods.of("proxy", null, Pod.Trait.MIRROR));

        DrainReport report = plan.drain();

        assertThat(report.evicted()).containsExactlyInAnyOrder("shop/web-1", "shop/web-2");
        assertThat(node.pods).containsOnlyKeys("proxy");
        assertThat(node.cordonedBy).startsWith("drain-");
    }

    @Test
    void readsDaemonSetsOnlyIfThereIsAPodOfOne() {
        node.add(web("web-1"));
        plan.drain();
        assertThat(node.calls).doesNotContain("read DaemonSets");

        node.add(Pods.of("proxy-1", Pods.owner("DaemonSet", "proxy")));
        plan.drain();
        assertThat(node.calls).containsOnlyOnce("read DaemonSets");
    }

    @Test
    void theServersVerdictsAreInThePreview() {
        node.add(web("waits"), web("twice"), web("going"), web("gone"), web("fine"));
        node.answers.put("waits", EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "needs 3, has 3"));
        node.answers.put("twice", EvictionAnswer.of(Verdict.SEVERAL_BUDGETS, "more than one"));
        node.answers.put("going", EvictionAnswer.of(Verdict.NAMESPACE_TERMINATING));
        node.answers.put("gone", EvictionAnswer.of(Verdict.GONE));

        List<PodVerdict> pods = plan.preview().pods();

        assertThat(pods)
                .extracting(verdict -> verdict.pod().name(), PodVerdict::decision)
                .containsExactly(
                        tuple("fine", Decision.EVICT),
                        tuple("going", Decision.LEAVING),
                        tuple("twice", Decision.BLOCK),
                        tuple("waits", Decision.EVICT));
        assertThat(pods.get(3).reasons()).contains("has to wait for its budget: needs 3, has 3");
        assertThat(node.pods).hasSize(5);
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void podsThatWontGoAreReportedALineEachAndTheNodeIsPutBack() {
        node.budgets.add(budget(0));
        for (int pod = 1; pod <= 25; pod++) {
            node.add(web("web-" + (100 + pod)));
        }
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed.drainReport().orElseThrow().outcome()).isEqualTo(DrainReport.Outcome.RESTORED);
        assertThat(String.valueOf(failed.getMessage()).lines())
                .filteredOn(line -> line.contains("shop/web-"))
                .hasSize(20)
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "of ReplicaSet web",
                                "held by budget shop/pdb (needs 3 healthy pods, has 3 of 4)",
                                "for 15m, since 1971-01-01T00:00:00Z"));
        assertThat(failed).hasMessageContaining("and 5 more");
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aBudgetIsPassedByAfterItsTimeIfThePolicySaysSo() {
        node.budgets.add(budget(0));
        node.add(web("web-1"));
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
        Duration begin = node.scheduler.elapsed();

        DrainReport report = plan.withDrainPolicy(DrainPolicy.defaults().overridingBudgetsAfter(Duration.ofMinutes(5)))
                .drain();

        assertThat(node.deleted).containsExactly("web-1");
        assertThat(node.scheduler.elapsed().minus(begin)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(report.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("shop/web-1", "deleted past disruption budget shop/pdb"));
    }

    @Test
    void theOrderHoldsOverTheWholeDrain() {
        node.add(Pods.important("dns", 2_000_000_000), web("web-1"), Pods.labelled("batch", Map.of("app", "batch")));
        DrainPolicy policy = DrainPolicy.defaults()
                .waitingForCompletion(PodSelector.ofLabels(Map.of("app", "batch")), Duration.ofMinutes(2));

        DrainReport report = plan.withDrainPolicy(policy).drain();

        assertThat(report.evicted()).containsExactly("shop/web-1", "shop/batch", "shop/dns");
    }

    @Test
    void whatThePolicyLeavesStays() {
        node.add(web("web-1"), Pods.labelled("agent", Map.of("app", "agent")));

        plan.withDrainPolicy(DrainPolicy.defaults().skipping(PodSelector.ofLabels(Map.of("app", "agent"))))
                .drain();

        assertThat(node.pods).containsOnlyKeys("agent");
    }

    @Test
    void aServerThatStaysAwayIsOneToTryAgainLater() {
        node.add(web("web-1"));
        node.before.put("cordon", () -> {
            throw ServiceException.builder(ServiceException.Outcome.UNAVAILABLE, "patch nodes node-1", "out of order")
                    .requestId("req-2")
                    .build();
        });

        RetryableRunException failed = catchThrowableOfType(RetryableRunException.class, plan::drain);

        Failure failure = failed.failure().orElseThrow();
        assertThat(failure.step()).isEqualTo(Step.CORDON);
        assertThat(failure.requestId()).contains("req-2");
        assertThat(failure.elapsed())
                .isGreaterThanOrEqualTo(Timing.defaults().calls().patience());
        assertThat(failure.manualSteps()).isEmpty();
        assertThat(failed.drainReport()).isPresent();
        assertThat(failed.upgradeReport()).isEmpty();
    }

    @Test
    void anInterruptedDrainIsCancelled() {
        node.add(web("web-1"));
        node.before.put("evict", () -> Thread.currentThread().interrupt());
        node.everyAnswer = EvictionAnswer.of(Verdict.BUDGET_EXHAUSTED, "no");
        node.budgets.add(budget(0));

        RunCancelledException cancelled = catchThrowableOfType(RunCancelledException.class, plan::drain);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled.failure()).isPresent();
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aDeniedEvictionEndsTheDrainAndPutsTheNodeBack() {
        node.add(web("web-1"));
        node.trouble = ServiceException.builder(
                        ServiceException.Outcome.DENIED, "create pods/eviction shop/web-1", "forbidden")
                .requestId("req-1")
                .build();

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

        assertThat(failed).hasMessageContainingAll("create pods/eviction shop/web-1", "DENIED", "req-1");
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void aFollowingThatFellSilentIsBegunAnew() {
        node.viewsAreDeaf = true;
        node.add(web("web-1"));
        Duration begin = node.scheduler.elapsed();

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);

        assertThat(node.scheduler.elapsed().minus(begin)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aLateComerIsEvictedToo() {
        node.add(web("web-1"));
        node.later(3, () -> node.add(web("late")));

        assertThat(plan.drain().evicted()).containsExactly("shop/web-1", "shop/late");
    }

    @Test
    void whereNoVolumesAreUsedTheyAreLookedForOnce() {
        node.add(web("web-1"));
        plan.preview();
        node.calls.clear();
        plan.drain();
        assertThat(node.calls).containsOnlyOnce("read volumes").doesNotContain("read volumes of the cluster");
    }

    @Test
    void whatIsLostIsToldBefore() {
        node.localClaims = Set.of("shop/data");
        node.add(
                Pods.claiming("db-0", "data"),
                Pods.of("cache", Pods.owner("ReplicaSet", "c"), Pod.Trait.EMPTY_DIR),
                Pods.of("logs", Pods.owner("ReplicaSet", "l"), Pod.Trait.HOST_PATH));
        List<String> cordonedWhenWarned = new ArrayList<>();
        UpgradeListener listener = new UpgradeListener() {
            @Override
            public void onWarned(UpgradeEvent.Warned event) {
                cordonedWhenWarned.add(String.valueOf(node.cordonedBy));
            }
        };

        List<Finding> foretold = plan.preview().findings();
        boolean canDrain = plan.preview().canDrain();
        DrainReport report = plan.withListener(listener).drain();

        assertThat(foretold)
                .extracting(Finding::toString)
                .anySatisfy(loss -> assertThat(loss).contains("shop/db-0", "a volume that exists on this node alone"))
                .anySatisfy(loss -> assertThat(loss).contains("shop/cache", "emptyDir"))
                .anySatisfy(loss -> assertThat(loss).contains("shop/logs", "a path of the node itself"));
        assertThat(canDrain).isTrue();
        assertThat(report.warnings()).containsExactlyInAnyOrderElementsOf(foretold);
        assertThat(cordonedWhenWarned).hasSize(3).containsOnly("null");
    }

    @Test
    void manyLossesAreCounted() {
        for (int pod = 1; pod <= 25; pod++) {
            node.add(Pods.of("cache-" + pod, Pods.owner("ReplicaSet", "c"), Pod.Trait.EMPTY_DIR));
        }
        assertThat(plan.drain().warnings()).hasSize(21).last().asString().contains("5 more losses");
    }

    @Test
    void manyPodsThatCantLeaveAreCounted() {
        for (int pod = 1; pod <= 25; pod++) {
            node.add(Pods.of("loner-" + pod, null));
        }
        PlanRefusedException refused = catchThrowableOfType(PlanRefusedException.class, plan::drain);
        assertThat(refused).hasMessageContaining("and 5 more");
        assertThat(String.valueOf(refused.getMessage()).lines()).hasSize(22);
        assertThat(refused.drainPreview().orElseThrow().blocked()).hasSize(25);
    }

    @Test
    void aPodThatComesBackElsewhereUnderItsNameIsGone() {
        node.add(Pods.claiming("db-0", "data"));
        node.ended = pod -> node.add(Pods.on("node-2", Pods.claiming("db-0", "data")));

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);

        assertThat(node.pods).containsOnlyKeys("db-0");
    }

    @Test
    void podsOfANamespaceThatIsBeingDeletedAreWaitedFor() {
        node.add(web("web-1"), web("web-2"));
        node.everyAnswer = EvictionAnswer.of(Verdict.NAMESPACE_TERMINATING);
        node.later(60, node.pods::clear);

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).isEmpty();
        assertThat(node.calls.stream().filter("evict"::equals)).hasSizeBetween(4, 30);
    }

    @Test
    void anEvictionWhoseAnswerWasLostIsInTheReportOnceItShows() {
        node.add(web("web-1"), web("web-2"));
        node.lostAnswer = unknown("create pods/eviction");

        assertThat(plan.drain().evicted()).containsExactlyInAnyOrder("shop/web-1", "shop/web-2");
    }

    @Test
    void anAcceptedEvictionIsNotAskedForAgainBeforeItHadTimeToShow() {
        node.viewsAreDeaf = true;
        node.add(web("web-1"));

        assertThat(plan.drain().evicted()).containsExactly("shop/web-1");

        assertThat(node.calls).containsOnlyOnce("evict");
    }

    @Test
    void aDenialRightAfterTheServerCameBackIsBorne() {
        node.add(web("web-1"));
        node.before.put("evict", () -> {
            node.before.put("evict", () -> {
                node.before.remove("evict");
                throw ServiceException.of(ServiceException.Outcome.DENIED, "create pods/eviction", "forbidden");
            });
            throw unknown("create pods/eviction");
        });

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
    }

    private static ServiceException unknown(String operation) {
        return ServiceException.of(ServiceException.Outcome.UNKNOWN, operation, "the connection broke off");
    }

    @Test
    void missingPermissionsAreFoundByThePreview() {
        node.missing = List.of("patch nodes");
        assertThat(plan.preview().canDrain()).isFalse();
        assertThat(plan.preview().findings()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .contains("no permission to patch nodes"));
    }

    @Test
    void aNodeWithAPodThatCantLeaveIsNotCordoned() {
        node.add(Pods.of("loner", null));
        assertThat(catchThrowableOfType(PlanRefusedException.class, plan::drain))
                .hasMessageContaining("shop/loner: has no controller");
        assertThat(node.calls).doesNotContain("cordon");
    }

    private static DisruptionBudget budget(int allowed) {
        return DisruptionBudget.builder("shop", "pdb", PodSelector.ofLabels(Map.of("app", "web")))
                .revision(String.valueOf(allowed))
                .healthy(3)
                .needed(3)
                .expected(4)
                .allowed(allowed)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }
}
