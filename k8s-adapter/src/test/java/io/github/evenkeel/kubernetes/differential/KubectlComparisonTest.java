package io.github.evenkeel.kubernetes.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For each of many random nodes, kubectl and the preview must agree on which pods leave and which block, but for the
 * differences that are meant. {@code -Devenkeel.seed=N} looks at one node alone.
 */
@Tag("control-plane")
class KubectlComparisonTest {
    private static final Logger LOG = LoggerFactory.getLogger(KubectlComparisonTest.class);
    private static final int NODES = 500;
    private static final int AT_A_TIME = 6;

    private final Map<String, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> unexplained = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theVerdictsAreThoseOfKubectl(@TempDir Path directory)
            throws IOException, InterruptedException, ExecutionException {
        try (ControlPlane controlPlane = ControlPlane.start()) {
            // They would delete pods whose owners are not there, and count budgets anew.
            controlPlane.stopControllers();
            Kubectl kubectl = new Kubectl(controlPlane.kubectl(), controlPlane.writeKubeconfig(directory), directory);
            compareAll(controlPlane.administrator(), kubectl);
        }
        LOG.info("kubectl and the preview of {} nodes: {}", seeds().count(), counts);
        assertThat(unexplained).isEmpty();
        assertThat(counts.get("nodes")).isEqualTo(Math.toIntExact(seeds().count()));
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
        node.make();
        KubectlAnswer theirs = kubectl.drain(node.name, node.leniency);
        DrainPreview ours = DrainPlan.forNode(KubernetesWorkloads.of(client), node.name)
                .withDrainPolicy(node.leniency.policy())
                .preview();
        ours.pods().forEach(verdict -> compare(seed, verdict, theirs));
        ours.pods().stream()
                .filter(verdict -> verdict.decision() == Decision.BLOCK)
                .filter(verdict -> !theirs.blocked().contains(verdict.pod().path()))
                .filter(verdict -> isLetGo(client, verdict.pod()))
                .forEach(verdict -> unexplained.add("seed " + seed + ": the server lets go of " + verdict));
        node.forgetBudgets();
        count("nodes");
        count(theirs.blocked().isEmpty() ? "nodes that kubectl would drain" : "nodes that kubectl would not drain");
    }

    private void compare(long seed, PodVerdict ours, KubectlAnswer theirs) {
        String path = ours.pod().path();
        boolean kubectlBlocks = theirs.blocked().contains(path);
        boolean weBlock = ours.decision() == Decision.BLOCK;
        boolean same = kubectlBlocks == weBlock
                && (!theirs.blocked().isEmpty() || theirs.leaving().contains(path) == (ours.mustLeave() || weBlock));
        Optional<Difference> meant = same ? Optional.empty() : Difference.of(ours, kubectlBlocks);
        count(same ? "pods alike" : meant.map(Enum::name).orElse("unexplained"));
        if (!same && meant.isEmpty()) {
            unexplained.add(
                    "seed " + seed + ": we " + ours.decision() + " " + ours + "; kubectl said\n" + theirs.text());
        }
    }

    /** What the eviction that kubectl would ask for comes to. */
    private static boolean isLetGo(KubernetesClient client, Pod pod) {
        try {
            client.raw(
                    "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction",
                    "POST",
                    new EvictionBuilder()
                            .withNewMetadata()
                            .withNamespace(pod.namespace())
                            .withName(pod.name())
                            .endMetadata()
                            .withDeleteOptions(
                                    new DeleteOptionsBuilder().withDryRun("All").build())
                            .build());
            return true;
        } catch (KubernetesClientException refused) {
            return false;
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
