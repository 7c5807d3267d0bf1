package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A drained node lets go of its volumes before it is done with. */
@Timeout(60)
class VolumesTest {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);
    private final DrainPlan leavingAgents =
            plan.withDrainPolicy(DrainPolicy.defaults().skipping(PodSelector.ofLabels(Map.of("app", "db"))));

    @Test
    void thoseOfThePodsThatLeftAreWaitedFor() {
        Duration detached = node.scheduler.elapsed().plusMinutes(3);
        node.attached.put("shop/data", detached);
        node.add(Pods.claiming("db-0", "data"));

        plan.drain();

        assertThat(node.scheduler.elapsed()).isGreaterThanOrEqualTo(detached);
    }

    @Test
    void thoseOfPodsThatAProcessBeforeSawLeaveAreWaitedForToo() {
        Duration detached = node.scheduler.elapsed().plusMinutes(3);
        node.attached.put("shop/data", detached);

        plan.drain();

        assertThat(node.scheduler.elapsed()).isGreaterThanOrEqualTo(detached);
    }

    @Test
    void thoseOfPodsThatStayAreNot() {
        node.attached.put("shop/of-an-agent", FOR_EVER);
        node.add(Pods.claiming("agent", "of-an-agent"));

        assertThat(leavingAgents.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
    }

    @Test
    void norThoseThatPodsWhichLeftShareWithSuchAsStay() {
        node.attached.put("shop/shared", FOR_EVER);
        node.add(Pods.claiming("agent", "shared"), Pods.claimingAs("web", "web-1", "shared"));

        assertThat(leavingAgents.drain().evicted()).containsExactly("shop/web-1");
    }

    @Test
    void thoseThatStayAttachedAreNamed() {
        node.attached.put("shop/data", FOR_EVER);
        node.add(Pods.claiming("db-0", "data"));

        assertThat(catchThrowableOfType(RunFailedException.class, plan::drain))
                .hasMessageContainingAll("all volumes detached within 5m", "csi-1 of claim shop/data");
        assertThat(node.cordonedBy).isNull();
    }

    @Test
    void theyAreNotLookedForMoreThanOnceASecondWhateverWakes() {
        node.attached.put("shop/data", node.scheduler.elapsed().plusSeconds(20));
        NodeScope run = NodeScope.begin(node.scheduler, Timing.defaults(), List.of());
        node.before.put("read volumes", run.waits()::wake);

        new VolumeDetachWait(OneNode.NAME, node, run, List.of()).await();

        assertThat(node.calls.stream().filter("read volumes"::equals)).hasSizeBetween(2, 22);
    }
}
