package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.testkit.nodes.NodeTrouble;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a drain would only find at its deadline is told by its preview. */
@Timeout(120)
class KnownBeforeTest {
    private static final String SLOW =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: slow, namespace: default}
            spec:
              replicas: 1
              selector: {matchLabels: {app: slow}}
              template:
                metadata: {labels: {app: slow}}
                spec:
                  terminationGracePeriodSeconds: 86400
                  nodeSelector: {kubernetes.io/hostname: %s}
                  containers: [{name: c, image: x}]
            """;
    private static final String HELD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: held, namespace: default, finalizers: [acme.io/backup]}
            spec: {nodeName: %s, restartPolicy: Never, containers: [{name: c, image: x}]}
            """;
    private static final String LEAKED =
            """
            apiVersion: storage.k8s.io/v1
            kind: VolumeAttachment
            metadata: {name: csi-leaked}
            spec: {attacher: csi.acme.io, nodeName: %s, source: {persistentVolumeName: deleted}}
            """;

    @Test
    void aPodWithMoreGraceThanTheDrainHasTimeBlocksUnlessItIsLeft() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(SLOW.formatted(node));
            scene.awaitPods("slow", 1);

            assertThat(plan(scene, node).preview().blocked())
                    .singleElement()
                    .asString()
                    .contains("default/slow-", "86400 s", "terminationGracePeriodSeconds");
            assertThat(plan(scene, node)
                            .withDrainPolicy(
                                    DrainPolicy.defaults().skipping(PodSelector.ofLabels(Map.of("app", "slow"))))
                            .preview()
                            .canDrain())
                    .isTrue();
        }
    }

    @Test
    void aNodeThatIsNotReadyBlocks() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.sandbox
                    .machines()
                    .trouble(
                            scene.sandbox
                                    .administrator()
                                    .nodes()
                                    .withName(node)
                                    .get()
                                    .getSpec()
                                    .getProviderID(),
                            NodeTrouble.NOT_READY);
            await().until(() -> !plan(scene, node).preview().canDrain());

            PlanRefusedException refused = catchThrowableOfType(
                    PlanRefusedException.class, () -> plan(scene, node).drain());

            assertThat(refused).hasMessageContainingAll(node, "not ready");
            assertThat(scene.changes()).noneMatch(call -> call.contains("nodes"));
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    @Test
    void whatIsLeftBehindIsWarnedOfByName() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(HELD.formatted(node));
            scene.apply(LEAKED.formatted(node));
            scene.sandbox
                    .administrator()
                    .storage()
                    .v1()
                    .volumeAttachments()
                    .withName("csi-leaked")
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"attached\":true}}");
            scene.sandbox
                    .administrator()
                    .pods()
                    .inNamespace("default")
                    .withName("held")
                    .delete();

            DrainPreview preview = plan(scene, node).preview();

            assertThat(preview.canDrain()).isTrue();
            assertThat(preview.findings().toString())
                    .contains("default/held", "acme.io/backup", "VolumeAttachment csi-leaked");
            scene.sandbox
                    .administrator()
                    .pods()
                    .inNamespace("default")
                    .withName("held")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
            DrainReport report = plan(scene, node).drain();
            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.warnings().toString()).contains("csi-leaked");
        }
    }

    private static DrainPlan plan(Scene scene, String node) {
        return DrainPlan.forNode(KubernetesWorkloads.of(scene.sandbox.kubernetes()), node)
                .withTiming(Scene.QUICK);
    }
}
