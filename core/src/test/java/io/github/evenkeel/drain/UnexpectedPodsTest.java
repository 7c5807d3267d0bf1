package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that were on their way to a node come within seconds of its cordon, and are waited for from then on. */
class UnexpectedPodsTest {
    private final OneNode node = new OneNode();
    private final DrainPlan plan = PlanScheduler.onScheduler(DrainPlan.forNode(node, OneNode.NAME), node.scheduler);

    private static Pod web(String name) {
        return Pods.of(name, Pods.owner("ReplicaSet", "web"));
    }

    private Duration drained() {
        Duration begin = node.scheduler.elapsed();
        assertThat(plan.drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        return node.scheduler.elapsed().minus(begin);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void onePodThatComesToAnEmptyNodeAfterTheCordonLeavesIt(int seconds) {
        node.later(seconds, () -> node.add(web("late")));

        assertThat(plan.drain().evicted()).containsExactly("shop/late");
        assertThat(node.pods).isEmpty();
    }

    @Test
    void anEmptyNodeIsWatchedForAWhile() {
        assertThat(drained()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void aDrainThatTakesLongerPaysNothingForThat() {
        node.add(web("web-1"));
        node.before.put("evict", () -> node.before.remove("evict"));

        assertThat(drained()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void aNodeThatWasOpenMeanwhileIsWatchedAnew() {
        node.add(web("web-1"));
        node.later(4, () -> node.cordonedBy = null);
        node.later(9, () -> node.add(web("late")));

        assertThat(drained()).isGreaterThan(Duration.ofSeconds(12));
        assertThat(node.pods).isEmpty();
    }

    @Test
    void theLastWordIsALiveList() {
        node.add(web("web-1"));
        node.before.put("read nodes", () -> {
            if (node.pods.isEmpty()) {
                node.before.remove("read nodes");
                node.add(web("late")); // which no watch has told of yet
            }
        });

        assertThat(plan.drain().evicted()).containsExactly("shop/web-1", "shop/late");
    }
}
