package io.github.evenkeel.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Timing;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both clusters have as many budgets, volumes and attachments, no more than fit into one page of a list: of these, a
 * drain reads all, so that each 500 more cost one request more.
 */
class ScaleTest {
    private static final int STEPS_PER_NODE = 9;

    @Test
    void aHundredAndFiftyThousandPodsArePreviewedInASmallHeapAndDrainedAsFew(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (LargeCluster large = new LargeCluster(ScaleComparison.NODES, ScaleComparison.PODS_PER_NODE);
                LargeCluster small = new LargeCluster(3, ScaleComparison.PODS_PER_NODE)) {
            Figures figures = ScaleComparison.preview(large, directory, 1).get(0);

            assertThat(figures.steps()).isGreaterThan(ScaleComparison.NODES * STEPS_PER_NODE);
            assertThat(figures.findings()).isEqualTo("[]");
            assertThat(requestsOfADrain(large))
                    .isEqualTo(requestsOfADrain(small))
                    .containsKeys("list volumeattachments", "list poddisruptionbudgets");
        }
    }

    private static Map<String, Long> requestsOfADrain(LargeCluster cluster) {
        KubernetesClient client = cluster.kubernetes().client("drainer");
        DrainReport report = DrainPlan.forNode(KubernetesWorkloads.of(client), cluster.firstNode())
                .withTiming(Timing.defaults().withDrain(drain -> drain.withQuiet(Duration.ZERO)))
                .drain();
        assertThat(report.evicted()).hasSize(ScaleComparison.PODS_PER_NODE);
        return cluster.kubernetes().calls().by("drainer");
    }
}
