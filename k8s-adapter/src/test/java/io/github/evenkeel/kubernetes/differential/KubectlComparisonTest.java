package io.github.evenkeel.kubernetes.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For each of many random nodes, kubectl and the preview must agree on which pods stay, leave and block, but for the
 * differences that are meant. {@code -Devenkeel.seed=N} looks at one node alone.
 */
@Tag("control-plane")
class KubectlComparisonTest {
    private static final Logger LOG = LoggerFactory.getLogger(KubectlComparisonTest.class);
    private static final int NODES = 500;
    private static final int AT_A_TIME = 6;

    /** Half of what the rarest comes to with the seeds that there are, so that none of it fades from the nodes. */
    private static final int AT_LEAST = 7;

    private final Findings findings = new Findings();

    @Test
    void theVerdictsAreThoseOfKubectl(@TempDir Path directory)
            throws IOException, InterruptedException, ExecutionException {
        try (ControlPlane controlPlane = ControlPlane.start()) {
            // They would delete pods whose owners are not there, and count budgets anew.
            controlPlane.stopControllers();
            Kubectl kubectl = new Kubectl(controlPlane.kubectl(), controlPlane.writeKubeconfig(directory), directory);
            compareAll(controlPlane.administrator(), kubectl);
        }
        LOG.info("kubectl and the preview of {} nodes: {}", seeds().count(), findings);
        assertThat(findings.wrong()).isEmpty();
        if (seeds().count() == NODES) {
            assertThat(Stream.of(PodKind.values(), Difference.values(), Hold.values())
                            .flatMap(Arrays::stream))
                    .allSatisfy(each -> assertThat(findings.count(each))
                            .as("how often %s was met in %s", each, findings)
                            .isGreaterThanOrEqualTo(AT_LEAST));
        }
    }

    /** Several at a time: kubectl waits most of the time, as it asks five times a second at most. */
    private void compareAll(KubernetesClient client, Kubectl kubectl) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<?>> comparisons = new ArrayList<>();
            seeds().forEach(seed -> comparisons.add(threads.submit(() -> compare(seed, client, kubectl))));
            for (Future<?> comparison : comparisons) {
                comparison.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static LongStream seeds() {
        Long one = Long.getLong("evenkeel.seed");
        return one == null ? LongStream.range(0, NODES) : LongStream.of(one);
    }

    private void compare(long seed, KubernetesClient client, Kubectl kubectl) {
        RandomNode node = new RandomNode(client, seed);
        try {
            node.make();
            new Comparison(client, kubectl, findings).of(node);
            node.forgetBudgets();
        } catch (RuntimeException e) {
            throw new AssertionError("No comparison: -Devenkeel.seed=" + seed, e);
        }
    }
}
