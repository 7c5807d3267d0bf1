package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PodBehaviourTest {
    private final TestCluster cluster = new TestCluster();
    private final Instance machine = cluster.ready(41);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aPodCanRunAndNeverBeReady() {
        Pod never = cluster.pod("never", machine, Map.of(PodBehaviour.NEVER_READY, "true"));
        cluster.readyPod("other", machine);

        assertThat(cluster.phase(never)).isEqualTo("Running");
        assertThat(cluster.pod(never))
                .satisfies(pod -> assertThat(ServiceRoute.isReady(pod)).isFalse());
    }

    @Test
    void aPodCanIgnoreSigtermUntilItsGraceIsOver() {
        Pod deaf = cluster.pod("deaf", machine, Map.of(PodBehaviour.IGNORES_SIGTERM, "true"));
        Pod other = cluster.readyPod("other", machine);
        cluster.awaitReady(deaf);

        cluster.client.resource(deaf).delete();
        cluster.client.resource(other).delete();

        await().until(() -> cluster.pod(other) == null);
        assertThat(cluster.pod(deaf)).isNotNull();
        cluster.client.resource(deaf).withGracePeriod(1L).delete();
        await().until(() -> cluster.pod(deaf) == null);
    }

    @Test
    void aPodCanStayAfterItsProcessesHaveEndedUntilItIsForcedOrItsMachineGoes() {
        Pod stuck = cluster.pod("stuck", machine, Map.of(PodBehaviour.NEVER_GONE, "true"));
        Pod forced = cluster.pod("forced", machine, Map.of(PodBehaviour.NEVER_GONE, "true"));
        Pod other = cluster.readyPod("other", machine);

        for (Pod pod : new Pod[] {stuck, forced, other}) {
            cluster.client.resource(pod).delete();
        }
        await().until(() -> cluster.pod(other) == null);
        cluster.client.resource(forced).withGracePeriod(0L).delete();
        await().until(() -> cluster.pod(forced) == null);

        assertThat(cluster.pod(stuck)).isNotNull();
        cluster.agents.terminated(machine);
        await().until(() -> cluster.pod(stuck) == null);
    }

    @Test
    void aPodCanCompleteWellOrBadly() {
        Pod well = cluster.pod("well", machine, Map.of(PodBehaviour.COMPLETES_AFTER, "PT0.1S"));
        Pod badly = cluster.pod(
                "badly", machine, Map.of(PodBehaviour.COMPLETES_AFTER, "PT0.1S", PodBehaviour.EXIT_CODE, "3"));

        await().until(() -> cluster.phase(well).equals("Succeeded"));
        await().until(() -> cluster.phase(badly).equals("Failed"));
    }

    @Test
    void aPodWithAFinalizerIsReportedFinishedBeforeItGoes() {
        Pod held = cluster.create(TestCluster.podOn("held", machine, Map.of())
                .editMetadata()
                .addToFinalizers("example.com/held")
                .endMetadata()
                .build());
        cluster.awaitReady(held);

        cluster.client.resource(held).delete();

        await().until(() -> cluster.phase(held).equals("Succeeded"));
        cluster.client
                .resource(held)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        await().until(() -> cluster.pod(held) == null);
    }
}
