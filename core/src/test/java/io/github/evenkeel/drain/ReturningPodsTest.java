package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that are bound to a cordoned node again are let go a few times, and not chased. */
class ReturningPodsTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    private int serial;

    private static Pod tolerant(String name) {
        return Pods.of(name, Pods.owner("ReplicaSet", "agent"), Pod.Trait.TOLERATES_CORDON);
    }

    private Pod of(String controller) {
        return Pods.of(controller + "-" + ++serial, Pods.owner("ReplicaSet", controller));
    }

    /** However it is done: by a template that names the node, by a toleration, by a controller of its own kind. */
    private void comeBackAfter(int seconds, String controller) {
        node.ended = pod -> {
            if (pod.controller()
                    .filter(owner -> owner.name().equals(controller))
                    .isPresent()) {
                node.later(seconds, () -> node.add(of(controller)));
            }
        };
    }

    private long evictions() {
        return node.calls.stream().filter("evict"::equals).count();
    }

    @Test
    void thatToleratesTheCordonIsLeftAloneAndReported() {
        node.add(tolerant("agent-0"));
        node.ended = pod -> node.add(tolerant("agent-" + ++serial));

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).containsExactly("shop/agent-0", "shop/agent-1", "shop/agent-2");
        assertThat(node.pods).containsOnlyKeys("agent-3");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("shop/agent-3", "ReplicaSet agent", OneNode.NAME, "3 times", "the drain skips it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void thatToleratesNothingIsLeftAloneJustSo(int seconds) {
        node.add(of("pinned"), of("web"));
        comeBackAfter(seconds, "pinned");

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(evictions()).isLessThanOrEqualTo(4);
        if (seconds == 0) {
            assertThat(node.pods).hasSize(1);
            assertThat(report.warnings())
                    .singleElement()
                    .asString()
                    .contains("ReplicaSet pinned", "the drain skips it");
        }
    }

    @Test
    void ofManyReplicasNoneIsAskedForWithoutEnd() {
        for (int replica = 0; replica < 10; replica++) {
            node.add(of("pinned"));
        }
        comeBackAfter(0, "pinned");

        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(node.pods).hasSize(10);
        assertThat(evictions()).isBetween(30L, 33L);
    }

    @Test
    void withoutAControllerIsNotChasedEither() {
        node.add(Pods.of("bare-0", null));
        node.ended = pod -> node.add(Pods.of("bare-" + ++serial, null));

        DrainReport report = plan.withDrainPolicy(DrainPolicy.defaults().evictingUnmanagedPods())
                .drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(evictions()).isEqualTo(3);
    }

    @Test
    void podsThatWereOnTheirWayBeforeTheCordonAreNoneOfThose() {
        node.add(of("web"), of("web"), of("web"), of("web"));
        for (int seconds = 1; seconds <= 4; seconds++) {
            node.later(seconds, () -> node.add(of("web")));
        }

        DrainReport report = plan.drain();

        assertThat(node.pods).isEmpty();
        assertThat(report.evicted()).hasSize(8);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void itsVolumeIsNotWaitedFor() {
        node.attached.put("shop/data", node.scheduler.elapsed().plusDays(1));
        node.add(Pods.tolerant(Pods.claiming("db-0", "data"), "uid-0"));
        node.ended = pod -> node.add(Pods.tolerant(Pods.claiming("db-0", "data"), "uid-" + ++serial));

        assertThat(plan.drain().evicted()).hasSize(3).containsOnly("shop/db-0");
    }

    @Test
    void leavesOnceMoreBeforeTheNodeGoes() {
        node.add(of("pinned"));
        comeBackAfter(0, "pinned");
        node.cordonedBy = "kubectl";
        Drain drain = node.drain();
        drain.drain(node.identity(), () -> {});

        drain.drainAgain(node.identity(), () -> {});

        assertThat(evictions()).isEqualTo(4);
        drain.requireStillDrained(OneNode.NAME, "node");
        assertThat(node.pods).hasSize(1);
    }

    @Test
    void andHoldsNothingUpIfItDoesNot() {
        node.add(of("pinned"));
        comeBackAfter(0, "pinned");
        node.cordonedBy = "kubectl";
        Drain drain = node.drain();
        drain.drain(node.identity(), () -> {});
        node.everyAnswer = EvictionAnswer.of(EvictionAnswer.Verdict.BUDGET_EXHAUSTED, "no");

        drain.drainAgain(node.identity(), () -> {});

        drain.requireStillDrained(OneNode.NAME, "node");
    }

    @Test
    void whatComesOnceTheNodeIsDrainedLeavesBeforeItGoes() {
        node.add(of("pinned"));
        comeBackAfter(20, "pinned");
        node.cordonedBy = "kubectl";
        Drain drain = node.drain();
        drain.drain(node.identity(), () -> {});
        node.scheduler.standStill(Duration.ofMinutes(1));

        drain.drainAgain(node.identity(), () -> {});

        assertThat(evictions()).isEqualTo(2);
        assertThat(node.pods).isEmpty();
    }

    @Test
    void aPreviewSaysThatItMay() {
        node.add(tolerant("agent-1"));
        assertThat(plan.preview().pods()).singleElement().satisfies(verdict -> {
            assertThat(verdict.decision()).isEqualTo(Decision.EVICT);
            assertThat(verdict.reasons()).contains("tolerates the cordon and may come back");
        });
    }

    @Test
    void theNodeWasNotUncordonedForThat() {
        node.cordonedBy = "run";
        node.add(tolerant("agent-2"));
        node.drain().requireStillDrained(OneNode.NAME, "node");
    }

    @Test
    void podsOfAnotherNodeThatHasTheNameNowAreNotEvicted() {
        node.add(tolerant("agent-1"));
        node.ended = pod -> {
            node.nodeIsGone = true;
            node.add(Pods.of("web-9", Pods.owner("ReplicaSet", "web")));
        };

        assertThatThrownBy(plan::drain)
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("the node with UID uid-1")
                .hasMessageContaining("no such node");
        assertThat(node.pods).containsOnlyKeys("web-9");
    }
}
