package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An upgrade over two minor versions, on the protocols of OCI and Kubernetes. */
@Timeout(180)
class ControlPlaneHopsInSandboxTest {
    @Test
    void theNodesAreRolledOnceAndNoRequestIsLost() throws InterruptedException {
        try (Scene scene = Scene.open();
                Traffic traffic = scene.sandbox.startTraffic(50)) {
            UpgradeReport report = scene.rolls(scene.planTo("v1.33.1").withControlPlaneHops());

            assertThat(report.nodes()).hasSize(2);
            assertThat(report.preparation())
                    .filteredOn(step -> step.step().equals(Step.UPGRADE_CONTROL_PLANE))
                    .extracting(StepRecord::object)
                    .satisfiesExactly(first -> assertThat(first).endsWith("to v1.32.1"), second -> assertThat(second)
                            .endsWith("to v1.33.1"));
            assertThat(scene.versions()).containsOnly("v1.33.1");
            TrafficReport requests = traffic.stop();
            assertThat(requests.failed()).as(requests.toString()).isZero();
        }
    }

    @Test
    void thePreviewWarnsOfWhatTheTargetDoesNotSupport() {
        try (Scene scene = Scene.open()) {
            KubernetesVersion now = KubernetesVersion.parse("v1.31.1");
            KubernetesVersion target = KubernetesVersion.parse("v1.33.1");
            scene.sandbox.oci().outsideChanges().addOnVersion("CoreDNS", "v1.11.1", now, now);
            scene.sandbox.oci().outsideChanges().addOnVersion("CoreDNS", "v1.12.0", now, target);
            scene.sandbox.oci().outsideChanges().addOn("CoreDNS", "v1.11.1");
            scene.sandbox
                    .kubernetesApi()
                    .requestDeprecatedApi("flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", "1.32");
            UpgradePlan plan = scene.planTo("v1.33.1").withControlPlaneHops();

            Preview without = plan.preview();
            ClusterRole role = scene.role();
            role.getRules()
                    .add(new PolicyRuleBuilder()
                            .withNonResourceURLs("/metrics")
                            .withVerbs("get")
                            .build());
            scene.sandbox.allow(role);
            Preview with = plan.preview();

            assertThat(without.canRoll()).isTrue();
            assertThat(without.warnings()).extracting(Finding::object).contains("add-on CoreDNS");
            assertThat(without.warnings()).extracting(Finding::object).noneMatch(object -> object.startsWith("API "));
            assertThat(with.canRoll()).isTrue();
            assertThat(with.warnings())
                    .extracting(Finding::object)
                    .contains("add-on CoreDNS", "API flowschemas.v1beta3.flowcontrol.apiserver.k8s.io");
        }
    }
}
