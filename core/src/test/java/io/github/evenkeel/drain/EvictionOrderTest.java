package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvictionOrderTest {
    private static final Duration BEGIN = Duration.ofDays(1);
    private static final PodSelector BATCH = PodSelector.ofLabels(Map.of("app", "batch"));

    private final Pod web = Pods.labelled("web", Map.of("app", "web"));
    private final Pod batch = Pods.labelled("batch", Map.of("app", "batch"));
    private final Pod dns = Pods.important("dns", 2_000_000_000);

    private static List<Pod> due(DrainPolicy policy, int seconds, Pod... pods) {
        return new EvictionOrder(policy, BEGIN).due(List.of(pods), BEGIN.plusSeconds(seconds));
    }

    @Test
    void whatTheClusterItselfNeedsLeavesLast() {
        assertThat(due(DrainPolicy.defaults(), 0, dns, web)).containsExactly(web);
        assertThat(due(DrainPolicy.defaults(), 0, dns)).containsExactly(dns);
    }

    @Test
    void soDoesWhatThePolicyNames() {
        DrainPolicy policy = DrainPolicy.defaults().evictingLast(BATCH);
        assertThat(due(policy, 0, batch, web)).containsExactly(web);
        assertThat(due(policy, 0, batch, dns)).containsExactly(batch, dns);
    }

    @Test
    void whatMayFinishIsGivenItsTime() {
        DrainPolicy policy = DrainPolicy.defaults().waitingForCompletion(BATCH, Duration.ofSeconds(60));
        assertThat(due(policy, 59, batch, web)).containsExactly(web);
        assertThat(due(policy, 60, batch, web)).containsExactly(batch, web);
    }

    @Test
    void jobsMayFinishIfThePolicySaysSo() {
        Pod job = Pods.of("once", Pods.owner("Job", "once"));
        DrainPolicy policy = DrainPolicy.defaults().lettingJobsFinish(Duration.ofSeconds(60));
        assertThat(due(DrainPolicy.defaults(), 0, job)).containsExactly(job);
        assertThat(due(policy, 0, job, web)).containsExactly(web);
        assertThat(due(policy, 60, job)).containsExactly(job);
    }

    @Test
    void whatIsWaitedForKeepsTheLastOnesBack() {
        DrainPolicy policy = DrainPolicy.defaults().waitingForCompletion(BATCH, Duration.ofSeconds(60));
        assertThat(due(policy, 0, batch, dns)).isEmpty();
    }
}
