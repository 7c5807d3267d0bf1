package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cordon that keeps no pod off: another lifts it, or a template passes it by. */
@Timeout(120)
class CordonInVainTest {
    /** Of a template that names the node, past the scheduler. */
    private static final String PINNED =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: pinned, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: pinned}}
              template:
                metadata: {labels: {app: pinned}}
                spec: {nodeName: %s, containers: [{name: c, image: x}]}
            """;

    @Test
    void aCordonThatAnotherLiftsIsPutAgainOnce() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();

            DrainReport report = plan(scene, node)
                    .withListener(new UpgradeListener() {
                        private boolean lifted;

                        @Override
                        public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                            if (!lifted) {
                                lifted = true;
                                scene.uncordonCliCommand(node);
                            }
                        }
                    })
                    .drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.warnings())
                    .anySatisfy(warning -> assertThat(warning.toString()).contains(node, "uncordoned by another"));
            assertThat(scene.cordoned()).containsExactly(node);
            assertThat(evictions(scene)).isLessThan(30);
        }
    }

    @Test
    void liftedAgainItEndsTheDrain() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            DrainPlan plan = plan(scene, node).withListener(new UpgradeListener() {
                @Override
                public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                    scene.uncordonCliCommand(node);
                }

                @Override
                public void onWarned(UpgradeEvent.Warned event) {
                    if (event.toString().contains("uncordoned")) {
                        scene.uncordonCliCommand(node);
                    }
                }
            });

            RunFailedException failed = catchThrowableOfType(RunFailedException.class, plan::drain);

            assertThat(failed).hasMessageContainingAll(node, "cordoned while it is drained", "uncordoned by another");
            assertThat(scene.cordoned()).isEmpty();
            assertThat(evictions(scene)).isLessThan(60);
        }
    }

    @Test
    void podsWhoseTemplateNamesTheNodeAreLeftAloneAndNamed() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(PINNED.formatted(node));
            scene.awaitPods("pinned", 2);

            DrainReport report = plan(scene, node).drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                    .contains("default/pinned-", "ReplicaSet", "the drain skips it"));
            assertThat(report.evicted().stream().filter(pod -> pod.startsWith("default/pinned-")))
                    .hasSizeBetween(2, 6);
        }
    }

    private static DrainPlan plan(Scene scene, String node) {
        return DrainPlan.forNode(KubernetesWorkloads.of(scene.sandbox.kubernetes()), node)
                .withTiming(Scene.QUICK.withDrain(drain -> drain.withQuiet(Duration.ofSeconds(3))));
    }

    private static long evictions(Scene scene) {
        return scene.sandbox.kubernetesCalls().getOrDefault("create pods/eviction", 0L);
    }
}
