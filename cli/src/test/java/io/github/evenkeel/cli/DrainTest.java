package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The drain of one node, without an upgrade around it. */
@Timeout(120)
class DrainTest {
    private static final String LONER =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: loner, namespace: default}
            spec: {nodeName: %s, containers: [{name: c, image: x}]}
            """;
    /** A budget that never lets go of the ingress. */
    private static final String STRICT =
            """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: strict, namespace: default}
            spec: {maxUnavailable: 0, selector: {matchLabels: {app: ingress}}}
            """;

    @Test
    void emptiesTheNodeAndLeavesItCordonedUntilItIsRestored() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            DrainPlan plan = plan(scene, node);

            DrainReport report = plan.drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.evicted()).isNotEmpty();
            assertThat(scene.cordoned()).containsExactly(node);
            assertThat(plan.preview().pods()).isNotEmpty().allSatisfy(left -> assertThat(left.decision())
                    .isEqualTo(Decision.SKIP));
            assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.UNCORDONED);
            assertThat(plan.restore().outcome()).isEqualTo(DrainRestoration.Outcome.NOT_CORDONED);
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    @Test
    void aPreviewTellsOfEveryPodAndChangesNothing() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(LONER.formatted(node));

            DrainPreview preview = plan(scene, node).preview();

            assertThat(preview.canDrain()).isFalse();
            assertThat(preview.blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.pod().path()).isEqualTo("default/loner");
                assertThat(blocked.reasons()).containsExactly("has no controller: nothing would create it again");
            });
            assertThat(preview.pods())
                    .extracting(PodVerdict::decision)
                    .contains(Decision.SKIP, Decision.EVICT, Decision.BLOCK);
            assertThat(pods(scene, node)).hasSameSizeAs(preview.pods());
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    @Test
    void refusesBeforeTheCordonWhatCantLeave() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(LONER.formatted(node));

            PlanRefusedException refused = catchThrowableOfType(
                    PlanRefusedException.class, () -> plan(scene, node).drain());

            assertThat(refused).hasMessageContainingAll(node, "default/loner", "no controller");
            assertThat(scene.changes()).isEmpty();
        }
    }

    @Test
    void aNodeThatIsNotThereIsNamed() {
        try (Scene scene = Scene.open()) {
            assertThat(plan(scene, "10.9.9.9").preview().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.toString()).contains("10.9.9.9", "no such node"));
            assertThat(catchThrowableOfType(RunFailedException.class, () -> plan(scene, "10.9.9.9")
                            .drain()))
                    .hasMessageContaining("no such node");
            assertThat(scene.changes()).isEmpty();
        }
    }

    @Test
    void aCordonOfOthersStays() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.cordonByHand(node);

            assertThat(plan(scene, node).drain().outcome()).isEqualTo(DrainReport.Outcome.DRAINED);

            assertThat(plan(scene, node).restore().outcome()).isEqualTo(DrainRestoration.Outcome.CORDON_OF_OTHERS);
            assertThat(scene.cordoned()).containsExactly(node);
        }
    }

    @Test
    void anInterruptPutsTheNodeBack() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            DrainPlan plan = plan(scene, node).withListener(new Interrupting(Thread.currentThread()));

            RunCancelledException failed = catchThrowableOfType(RunCancelledException.class, plan::drain);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failed.drainReport().orElseThrow().outcome()).isEqualTo(DrainReport.Outcome.RESTORED);
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    @Test
    void aBudgetIsPassedByOnlyIfThePolicySaysSo() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.withoutBudgets();
            scene.apply(STRICT);
            mayDeletePods(scene);
            DrainPlan plan = plan(scene, node);

            assertThat(catchThrowableOfType(PlanRefusedException.class, plan::drain))
                    .hasMessageContainingAll("default/strict", "never allow a disruption");
            DrainReport report = plan.withDrainPolicy(
                            DrainPolicy.defaults().overridingBudgetsAfter(Duration.ofMillis(200)))
                    .drain();

            assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
            assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning.toString())
                    .contains("deleted past disruption budget default/strict"));
        }
    }

    /** Interrupts the thread that drains, once it evicts. */
    private record Interrupting(Thread drains) implements UpgradeListener {
        @Override
        public void onStepStarted(UpgradeEvent.StepStarted event) {
            if (Step.EVICT.equals(event.step())) {
                drains.interrupt();
            }
        }
    }

    private static void mayDeletePods(Scene scene) {
        ClusterRole role = scene.role();
        role.getRules()
                .add(new PolicyRuleBuilder()
                        .withApiGroups("")
                        .withResources("pods")
                        .withVerbs("delete")
                        .build());
        scene.sandbox.allow(role);
    }

    private static DrainPlan plan(Scene scene, String node) {
        return DrainPlan.forNode(KubernetesWorkloads.of(scene.sandbox.kubernetes()), node)
                .withTiming(Scene.QUICK);
    }

    private static List<?> pods(Scene scene, String node) {
        return scene.sandbox
                .administrator()
                .pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node)
                .list()
                .getItems();
    }
}
