package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvictionsTest {
    private final OneNode node = new OneNode();
    private final NodeScope run = NodeScope.begin(node.scheduler, Timing.defaults(), List.of());

    private static List<PodVerdict> toEvict(int pods) {
        return IntStream.range(0, pods)
                .mapToObj(i -> new PodVerdict(
                        Pods.of("web-" + i, Pods.owner("ReplicaSet", "web")), PodVerdict.Decision.EVICT, List.of()))
                .toList();
    }

    @Test
    void aServerThatIsBusyIsNotAskedForTheRest() {
        node.everyAnswer =
                new EvictionAnswer(Verdict.THROTTLED, Optional.of("busy"), Optional.of(Duration.ofSeconds(20)));

        new Evictions(
                        OneNode.NAME,
                        node,
                        DrainPolicy.defaults(),
                        new OwnEviction(null),
                        new TokenBucket(run.scheduler().elapsed()),
                        run)
                .ask(toEvict(30), List.of());

        assertThat(node.calls).containsExactly("evict");
    }

    @Test
    void deletionsPastABudgetArePacedToo() {
        DisruptionBudget closed = Pods.budget("pdb", 150, 150, 0);
        Evictions evictions = new Evictions(
                OneNode.NAME,
                node,
                DrainPolicy.defaults().overridingBudgetsAfter(Duration.ZERO),
                new OwnEviction(null),
                new TokenBucket(run.scheduler().elapsed()),
                run);

        evictions.ask(toEvict(150), List.of(closed));
        assertThat(node.deleted).hasSize(100);

        node.scheduler.sleep(Duration.ofSeconds(1));
        evictions.ask(toEvict(150), List.of(closed));
        assertThat(node.deleted).hasSize(150).doesNotHaveDuplicates();
    }
}
