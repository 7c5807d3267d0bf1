package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real scheduler, real controllers, real budgets: only the kubelets are played. */
@Tag("control-plane")
@Timeout(300)
@ExtendWith(ControlPlaneExtension.class)
class RunningClusterTest {
    @Test
    void theBudgetLetsOnePodGoAndTheNextOnlyAfterItsReplacementIsReady(ControlPlane controlPlane) {
        try (RunningCluster cluster = new RunningCluster(controlPlane, 3, 3, Duration.ofSeconds(2))) {
            List<Pod> pods = cluster.workloads.pods();
            assertThat(cluster.ready())
                    .extracting(pod -> pod.getSpec().getNodeName())
                    .containsExactlyInAnyOrder(RunningCluster.node(1), RunningCluster.node(2), RunningCluster.node(3));
            // A node that takes no pods: what leaves it can't come back.
            String nodeName = pods.get(0).nodeName().orElseThrow();
            cluster.workloads.cordon(cluster.workloads.node(nodeName).orElseThrow(), "run-7");

            assertThat(cluster.workloads.dryRunEviction(pods.get(0)).verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(cluster.workloads.evict(pods.get(0)).verdict()).isEqualTo(Verdict.ACCEPTED);
            EvictionAnswer second = cluster.workloads.evict(pods.get(1));

            assertThat(second.verdict()).isEqualTo(Verdict.BUDGET_EXHAUSTED);
            assertThat(second.message()).hasValueSatisfying(message -> assertThat(message)
                    .contains("The disruption budget web needs 2 healthy pods and has 2 currently"));
            cluster.awaitReady(3);
            await().until(() -> cluster.workloads.evict(pods.get(1)).verdict() == Verdict.ACCEPTED);
            assertThat(cluster.workloads.evict(pods.get(0)).verdict()).isEqualTo(Verdict.GONE);
        }
    }

    @Test
    void podsWhoseTemplateNamesTheNodeAreLeftAloneAfterAFewEvictions(ControlPlane controlPlane) {
        try (RunningCluster cluster = new RunningCluster(controlPlane, 2, 2, Duration.ofMillis(10))) {
            cluster.pin(2, RunningCluster.node(1));

            DrainReport report =
                    DrainPlan.forNode(cluster.workloads, RunningCluster.node(1)).drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.evicted().stream().filter(pod -> pod.startsWith("default/pinned-")))
                    .hasSizeBetween(2, 6);
            assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                    .contains("default/pinned-", "ReplicaSet pinned-", "the drain skips it"));
        }
    }

    @Test
    void aNodeThatAnotherOpensIsCordonedAgainAndDrained(ControlPlane controlPlane) {
        try (RunningCluster cluster = new RunningCluster(controlPlane, 2, 6, Duration.ofMillis(10))) {
            String node = RunningCluster.node(1);
            AtomicBoolean opened = new AtomicBoolean();

            DrainReport report = DrainPlan.forNode(cluster.workloads, node)
                    .withListener(new UpgradeListener() {
                        @Override
                        public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                            if (opened.compareAndSet(false, true)) {
                                cluster.uncordon(node);
                            }
                        }
                    })
                    .drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.warnings())
                    .anySatisfy(warning -> assertThat(warning.toString()).contains(node, "uncordoned by another"));
            assertThat(report.evicted()).hasSizeLessThan(20);
            assertThat(cluster.workloads.node(node).orElseThrow().cordon().on()).isTrue();
        }
    }

    @Test
    void rolesSufficeAndANodeIsDrained(ControlPlane controlPlane) {
        long start = controlPlane.audit().position();
        try (RunningCluster cluster = new RunningCluster(controlPlane, 3, 9, Duration.ofMillis(10))) {
            DrainReport report =
                    DrainPlan.forNode(cluster.workloads, RunningCluster.node(1)).drain();

            assertThat(report.failure()).isEmpty();
            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.evicted()).isNotEmpty();
            cluster.awaitReady(9);
            assertThat(cluster.workloads.podsOn(RunningCluster.node(1))).isEmpty();
            assertThat(controlPlane.audit().countsSince(start).keySet())
                    .filteredOn(request -> RunningCluster.USERS.contains(request.user()))
                    .isNotEmpty()
                    .noneMatch(request -> request.status() == 403);
        }
    }

    @Test
    void aDrainOutlivesTheApiServer(ControlPlane controlPlane) {
        try (RunningCluster cluster = new RunningCluster(controlPlane, 3, 9, Duration.ofMillis(200))) {
            Outage outage = new Outage(controlPlane);
            int before = cluster.workloads.podsOn(RunningCluster.node(1)).size();

            DrainReport report = DrainPlan.forNode(cluster.workloads, RunningCluster.node(1))
                    .withListener(outage)
                    .drain();

            outage.back.join();
            assertThat(before).isGreaterThan(1);
            assertThat(outage.retries).isNotEmpty();
            assertThat(report.failure()).isEmpty();
            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.evicted()).hasSize(before).doesNotHaveDuplicates();
            cluster.awaitReady(9);
            assertThat(cluster.workloads.podsOn(RunningCluster.node(1))).isEmpty();
        }
    }

    /** The API server is killed when the first pod has been evicted, and then started again. */
    private static final class Outage implements UpgradeListener {
        private final ControlPlane controlPlane;
        private final CompletableFuture<Void> back = new CompletableFuture<>();
        private final List<String> retries = new CopyOnWriteArrayList<>();
        private boolean begun;

        Outage(ControlPlane controlPlane) {
            this.controlPlane = controlPlane;
        }

        @Override
        public void onPodEvicted(UpgradeEvent.PodEvicted event) {
            if (!begun) {
                begun = true;
                controlPlane.killApiServer();
            }
        }

        /** By the first failed call it is known that the drain has noticed. */
        @Override
        public void onRetrying(UpgradeEvent.Retrying event) {
            if (begun && retries.isEmpty()) {
                back.completeAsync(() -> {
                    controlPlane.startApiServer();
                    return null;
                });
            }
            retries.add(event.why());
        }
    }
}
