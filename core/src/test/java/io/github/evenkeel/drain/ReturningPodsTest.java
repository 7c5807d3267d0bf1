package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.DrainFailedException;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods that tolerate a cordon are let go once, and not chased. */
class ReturningPodsTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = DrainPlan.forNode(node, OneNode.NAME).onTimeline(node.timeline);

    private static Pod tolerant(String name) {
        return Pods.of(name, Pods.owner("ReplicaSet", "agent"), Pod.Trait.TOLERATES_CORDON);
    }

    @Test
    void whoComesBackIsLeftAloneAndReported() {
        node.add(tolerant("agent-1"));
        node.ended = pod -> node.add(tolerant("agent-2"));

        DrainReport report = plan.drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).containsExactly("shop/agent-1");
        assertThat(node.pods).containsOnlyKeys("agent-2");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("shop/agent-2", OneNode.NAME, "tolerates the cordon", "left alone");
    }

    @Test
    void itsVolumeIsNotWaitedFor() {
        node.attached.put("shop/data", node.timeline.elapsed().plusDays(1));
        node.add(Pods.tolerant(Pods.claiming("db-0", "data"), "uid-1"));
        node.ended = pod -> node.add(Pods.tolerant(Pods.claiming("db-0", "data"), "uid-2"));

        assertThat(plan.drain().evicted()).containsExactly("shop/db-0");
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
    void nobodyHasOpenedTheNodeForThat() {
        Drain drain = new Drain(node, DrainPolicy.defaults(), Run.begin(node.timeline, Timing.defaults(), List.of()));
        node.add(tolerant("agent-2"));
        drain.requireNobodyCameBack(OneNode.NAME, "node");
    }

    @Test
    void podsOfAnotherNodeThatHasTheNameNowAreNotEvicted() {
        node.add(tolerant("agent-1"));
        node.ended = pod -> {
            node.nodeIsGone = true;
            node.add(Pods.of("web-9", Pods.owner("ReplicaSet", "web")));
        };

        assertThatThrownBy(plan::drain)
                .isInstanceOf(DrainFailedException.class)
                .hasMessageContaining("the node with UID uid-1")
                .hasMessageContaining("no such node");
        assertThat(node.pods).containsOnlyKeys("web-9");
    }
}
