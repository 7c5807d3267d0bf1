package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would keep a drain from its end is told before it begins. */
class KnownBeforeTest {
    private static final Owner WEB = Pods.owner("ReplicaSet", "web");

    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);

    private static Pod finished(String name, Owner owner) {
        return Pods.pod(name, owner, Pod.Phase.SUCCEEDED, Set.of());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "kubectl")
    void aNodeThatIsNotReadyIsRefusedBeforeItIsTouched(@Nullable String cordonedBy) {
        node.add(Pods.of("web-1", WEB));
        node.ready = false;
        node.cordonedBy = cordonedBy;

        assertThat(plan.preview().canDrain()).isFalse();
        PlanRefusedException refused = catchThrowableOfType(PlanRefusedException.class, plan::drain);

        assertThat(refused).hasMessageContainingAll("node node-1", "not ready: Ready=UNKNOWN", "can't end its pods");
        assertThat(node.cordonedBy).isEqualTo(cordonedBy);
        assertThat(node.calls).doesNotContain("cordon", "evict");
    }

    @Test
    void aNodeThatIsCordonedByADrainAndNotReadySinceIsPutBack() {
        node.add(Pods.of("web-1", WEB));
        node.before.put("cordon", () -> {
            node.before.remove("cordon");
            node.before.put("read nodes", () -> node.ready = false);
        });

        plan.drain();

        assertThat(node.cordonedBy).startsWith("drain-");
    }

    @Test
    void aPodWithMoreGraceThanTheDrainHasTimeIsRefused() {
        node.add(Pods.of("web-1", WEB));
        DrainPlan hasty = plan.withTiming(Timing.defaults().withDrain(drain -> drain.withPods(Duration.ofSeconds(20))));

        PlanRefusedException refused = catchThrowableOfType(PlanRefusedException.class, hasty::drain);

        assertThat(refused).hasMessageContainingAll("shop/web-1", "30 s", "DrainTiming.pods (20 s)");
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void podsThatEndAndAreHeldByAFinalizerAreWarnedOfByName() {
        node.add(
                Pods.heldBy("acme.io/backup", Pods.leaving(finished("done", WEB))),
                Pods.heldBy("acme.io/backup", finished("ended", WEB)),
                Pods.heldBy("batch.kubernetes.io/job-tracking", finished("job-1", Pods.owner("Job", "job"))),
                Pods.heldBy("acme.io/backup", Pods.of("running", WEB)));

        DrainPreview preview = plan.preview();

        assertThat(preview.canDrain()).isTrue();
        assertThat(preview.findings())
                .extracting(finding -> finding.object() + ": " + finding.actual())
                .containsExactlyInAnyOrder(
                        "pod shop/done on node node-1: being deleted, and held by finalizer acme.io/backup",
                        "pod shop/ended on node node-1: finished, and held by finalizer acme.io/backup");
    }

    @Test
    void theFinalizerIsNamedByADrainThatWaitsInVain() {
        node.add(Pods.heldBy("acme.io/backup", Pods.leaving(finished("done", WEB))));

        assertThat(catchThrowableOfType(RunFailedException.class, plan::drain))
                .hasMessageContainingAll("shop/done", "held by finalizer acme.io/backup");
    }

    @Test
    void anAttachmentOfAVolumeThatIsGoneIsWarnedOfAndNotWaitedFor() {
        node.add(Pods.of("web-1", WEB));
        node.leaked = List.of("csi-9");

        assertThat(plan.preview().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.blocks()).isFalse();
            assertThat(finding.toString()).contains("VolumeAttachment csi-9", "node-1", "pv-9 is gone");
        });
        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.warnings()).singleElement().asString().contains("csi-9");
    }
}
